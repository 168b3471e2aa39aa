namespace Mingzheng.Proof.Pdf;

/// <summary>Says in words what a changed object is to a reader of the document.</summary>
sealed class RevisionObjectName(PdfFile before, PdfFile after)
{
    public string Of(int number)
    {
        var was = before.Objects.GetValueOrDefault(number)?.Value;
        var now = after.Objects.GetValueOrDefault(number)?.Value;
        var what = was is null ? "was added" : now is null ? "was deleted" : "was changed";
        return $"object {number} ({Role(number, was ?? now)}) {what}";
    }

    string Role(int number, PdfObject? value)
    {
        if (number == before.Last.Root.Number)
        {
            return "catalogue";
        }
        if ((before.Last.Trailer["Info"] as PdfReference)?.Number == number)
        {
            return "document information";
        }
        return PlaceOnPage(before, number) ?? PlaceOnPage(after, number) ?? Kind(value);
    }

    static string? PlaceOnPage(PdfFile file, int number)
    {
        var pages = file.Pages();
        for (var i = 0; i < pages.Count; i++)
        {
            var page = file.Dictionary(pages[i]);
            if (pages[i].Number == number)
            {
                return $"page {i + 1}";
            }
            if (Names(file, page["Contents"], number))
            {
                return $"content of page {i + 1}";
            }
            if (Names(file, page["Annots"], number))
            {
                return $"annotation on page {i + 1}";
            }
        }
        return null;
    }

    static bool Names(PdfFile file, PdfObject? value, int number) =>
        (value as PdfReference)?.Number == number
        || (file.Resolve(value) is PdfArray array && array.Items.OfType<PdfReference>().Any(item => item.Number == number));

    static string Kind(PdfObject? value)
    {
        var dictionary = value as PdfDictionary ?? (value as PdfStream)?.Dictionary;
        return dictionary?.Name("Type") switch
        {
            "Pages" => "page tree",
            "Page" => "page",
            "Annot" => "annotation",
            "Sig" => "signature",
            { } type => type,
            null => value is PdfStream ? "stream" : "part of the document",
        };
    }
}

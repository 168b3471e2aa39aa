using System.IO.Compression;
using System.Text;

namespace Mingzheng.Proof.Pdf;

/// <summary>The interactive form of a document (12.7) as far as signatures need it, with the changes one revision makes.</summary>
sealed class SignatureForm
{
    readonly PdfFile file;
    readonly PdfUpdate update;
    readonly PdfReference form;
    readonly IReadOnlyList<PdfReference> pages;

    public SignatureForm(PdfFile file)
    {
        this.file = file;
        update = new PdfUpdate(file);
        pages = file.Pages();
        form = FindForm();
    }

    public byte[] Append() => update.Append();

    /// <summary>Adds an empty field to the form and its widget to the page.</summary>
    public PdfReference Place(SignatureField field)
    {
        CheckPlace(field);
        if (Find(field.Name) is not null)
        {
            throw new PdfSigningException(PdfSigningFailure.FieldTaken, $"the document already has a field {field.Name}");
        }
        var page = pages[field.Page - 1];
        var reference = update.Add(Widget(field, page));
        var dictionary = update.Dictionary(form);
        update.Replace(form, dictionary
            .With("Fields", file.Array(dictionary["Fields"]).With(reference))
            .With("SigFlags", new PdfNumber(3L)));
        AddAnnotation(page, reference);
        return reference;
    }

    /// <summary>Fills the field of the request with a blank signature, adding it first where it is missing.</summary>
    public void Sign(SignatureRequest request)
    {
        var signedBefore = SignatureValue.AllIn(file).Count > 0;
        var field = Find(request.Field.Name) ?? Place(request.Field);
        var dictionary = update.Dictionary(field);
        if (dictionary["V"] is not null || dictionary.Name("FT") != "Sig")
        {
            throw new PdfSigningException(PdfSigningFailure.FieldTaken, $"the field {request.Field.Name} is already filled");
        }
        var value = update.Add(SignatureBlank.Value(request, certifies: !signedBefore));
        dictionary = dictionary.With("V", value);
        if (request.Appearance is { } appearance)
        {
            var drawing = update.Add(Drawing(appearance));
            dictionary = dictionary.With("AP", new PdfDictionary([new("N", drawing)]));
        }
        update.Replace(field, dictionary);
        if (!signedBefore)
        {
            Certify(value);
        }
    }

    PdfReference FindForm()
    {
        var catalog = file.Catalog;
        if (catalog["AcroForm"] is PdfReference existing)
        {
            return existing;
        }
        // A form of its own object can grow later without a new catalogue.
        var reference = update.Add(catalog["AcroForm"] is PdfDictionary direct ? direct : new PdfDictionary([new("Fields", new PdfArray([]))]));
        update.Replace(file.Last.Root, catalog.With("AcroForm", reference));
        return reference;
    }

    PdfReference? Find(string name) => file.Array(update.Dictionary(form)["Fields"]).Items
        .OfType<PdfReference>()
        .FirstOrDefault(reference => update.Dictionary(reference)["T"] is PdfString title && title.AsText() == name);

    void CheckPlace(SignatureField field)
    {
        if (field.Page < 1 || field.Page > pages.Count || !(field.Place.Width >= 0 && field.Place.Height >= 0))
        {
            throw new PdfSigningException(PdfSigningFailure.PlaceUnknown, $"page {field.Page} has no such place; the document has {pages.Count} pages");
        }
        if (field.Name.Length == 0 || !field.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new PdfSigningException(PdfSigningFailure.PlaceUnknown, $"'{field.Name}' is no name for a signature field");
        }
    }

    static PdfDictionary Widget(SignatureField field, PdfReference page) => new(
    [
        new("Type", new PdfName("Annot")),
        new("Subtype", new PdfName("Widget")),
        new("FT", new PdfName("Sig")),
        new("T", PdfString.Text(field.Name)),
        // Print (3) and Locked (8): the place of a signature belongs to the document.
        new("F", new PdfNumber(132L)),
        new("P", page),
        new("Rect", new PdfArray([
            new PdfNumber(field.Place.X), new PdfNumber(field.Place.Y),
            new PdfNumber(field.Place.X + field.Place.Width), new PdfNumber(field.Place.Y + field.Place.Height)])),
    ]);

    void AddAnnotation(PdfReference page, PdfReference widget)
    {
        var dictionary = update.Dictionary(page);
        update.Replace(page, dictionary.With("Annots", file.Array(dictionary["Annots"]).With(widget)));
    }

    void Certify(PdfReference value)
    {
        var catalog = update.Dictionary(file.Last.Root);
        update.Replace(file.Last.Root, catalog.With("Perms", new PdfDictionary([new("DocMDP", value)])));
    }

    static PdfStream Drawing(SignatureAppearance appearance)
    {
        var resources = appearance.Multiply
            ? new PdfDictionary([new("ExtGState", new PdfDictionary([new("Ink", new PdfDictionary([new("BM", new PdfName("Multiply"))]))]))])
            : PdfDictionary.Empty;
        var operators = appearance.Multiply ? "/Ink gs\n" + appearance.Operators : appearance.Operators;
        return new PdfStream(
            new PdfDictionary(
            [
                new("Type", new PdfName("XObject")),
                new("Subtype", new PdfName("Form")),
                new("BBox", new PdfArray([new PdfNumber(0L), new PdfNumber(0L), new PdfNumber(appearance.Width), new PdfNumber(appearance.Height)])),
                new("Resources", resources),
                new("Filter", new PdfName("FlateDecode")),
            ]),
            Deflate(Encoding.ASCII.GetBytes(operators)));
    }

    static byte[] Deflate(byte[] data)
    {
        using var output = new MemoryStream();
        using (var deflate = new ZLibStream(output, CompressionLevel.Optimal))
        {
            deflate.Write(data);
        }
        return output.ToArray();
    }
}

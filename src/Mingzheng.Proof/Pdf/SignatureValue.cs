namespace Mingzheng.Proof.Pdf;

/// <summary>A filled signature field: the field and the signature dictionary in it.</summary>
/// <param name="Field">The field's object, which is also its widget.</param>
/// <param name="Contents">Where the CMS stands in the file, delimiters included.</param>
sealed record SignatureValue(string FieldName, PdfReference Field, PdfDictionary FieldDictionary, PdfDictionary Dictionary, PdfString Contents)
{
    const int MaxFields = 200;

    public bool IsBlank => Contents.Value.AsSpan().IndexOfAnyExcept((byte)0) < 0;

    public bool IsDocumentTimestamp => Dictionary.Name("SubFilter") == "ETSI.RFC3161";

    /// <summary>The four numbers, or an empty list when they are not four whole numbers of this file's size.</summary>
    public IReadOnlyList<int> ByteRange =>
        Dictionary["ByteRange"] is PdfArray { Items.Count: 4 } range && range.Items.All(item => item is PdfNumber number && int.TryParse(number.Text, out _))
            ? [.. range.Items.Select(item => (int)((PdfNumber)item).Integer)]
            : [];

    public string? Text(string key) => (Dictionary[key] as PdfString)?.AsText();

    /// <summary>The signed fields of the file as it stands, in the order of the form.</summary>
    public static IReadOnlyList<SignatureValue> AllIn(PdfFile file) =>
    [
        .. from field in SignatureFields(file)
           where field.Dictionary["V"] is not null
           select From(file, field.Name, field.Reference, field.Dictionary),
    ];

    /// <summary>Names of the fields that wait for a signature.</summary>
    public static IReadOnlyList<string> EmptyFieldsIn(PdfFile file) =>
        [.. from field in SignatureFields(file) where field.Dictionary["V"] is null select field.Name];

    static List<(string Name, PdfReference Reference, PdfDictionary Dictionary)> SignatureFields(PdfFile file)
    {
        var fields = new List<(string, PdfReference, PdfDictionary)>();
        var waiting = new Queue<(PdfObject Field, string Parent)>();
        var seen = new HashSet<int>();
        Enqueue(FormFields(file), "");
        while (waiting.TryDequeue(out var next))
        {
            if (next.Field is not PdfReference reference || !seen.Add(reference.Number) || seen.Count > MaxFields)
            {
                throw new PdfException("the form's fields are broken");
            }
            var field = file.Dictionary(reference);
            var name = field["T"] is PdfString title ? $"{next.Parent}{title.AsText()}" : next.Parent;
            if (field.Name("FT") == "Sig")
            {
                fields.Add((name, reference, field));
            }
            else if (field["Kids"] is { } kids)
            {
                Enqueue(file.Array(kids), name + ".");
            }
        }
        return fields;

        void Enqueue(PdfArray kids, string parent)
        {
            if (waiting.Count + kids.Items.Count > MaxFields)
            {
                throw new PdfException($"the form has more than {MaxFields} fields");
            }
            foreach (var kid in kids.Items)
            {
                waiting.Enqueue((kid, parent));
            }
        }
    }

    static PdfArray FormFields(PdfFile file) =>
        file.Catalog["AcroForm"] is { } form ? file.Array(file.Dictionary(form)["Fields"]) : new PdfArray([]);

    static SignatureValue From(PdfFile file, string name, PdfReference reference, PdfDictionary field)
    {
        var dictionary = file.Dictionary(field["V"]);
        return dictionary["Contents"] is PdfString { Hexadecimal: true, Start: >= 0 } contents
            ? new SignatureValue(name, reference, field, dictionary, contents)
            : throw new PdfException($"the signature in field {name} has no contents");
    }
}

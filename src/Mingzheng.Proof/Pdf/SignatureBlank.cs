using System.Globalization;
using System.Text;

namespace Mingzheng.Proof.Pdf;

/// <summary>The signature dictionary (12.8.1) while its two late values, byte range and contents, are still to come.</summary>
static class SignatureBlank
{
    const string UnknownOffset = "0000000000";
    const string UnknownRange = $"[0 {UnknownOffset} {UnknownOffset} {UnknownOffset}]";
    const string ContentsKey = "/Contents ";

    /// <param name="certifies">For the first signature: from now on the document may only be signed (DocMDP, P 2).</param>
    public static PdfDictionary Value(SignatureRequest request, bool certifies)
    {
        var value = new PdfDictionary(
        [
            new("Type", new PdfName("Sig")),
            new("Filter", new PdfName("Adobe.PPKLite")),
            new("SubFilter", new PdfName("ETSI.CAdES.detached")),
            new("M", PdfString.Text(request.At.UtcDateTime.ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture))),
            new("Name", PdfString.Text(request.SignerName)),
            new("Reason", PdfString.Text(request.Reason)),
        ]);
        if (certifies)
        {
            value = value.With("Reference", new PdfArray([Certification()]));
        }
        // These two come last and in this order: SetByteRange counts on it.
        var unknown = new PdfNumber(UnknownOffset);
        return value
            .With("ByteRange", new PdfArray([new PdfNumber(0L), unknown, unknown, unknown]))
            .With("Contents", new PdfString(new byte[request.ReservedBytes], hexadecimal: true));
    }

    /// <summary>Writes the byte range of the blank signature into its place, now that all offsets are known.</summary>
    public static PreparedSignature SetByteRange(byte[] pdf)
    {
        var blank = FindBlank(pdf);
        var contents = blank.Contents;
        var range = $"[0 {contents.Start} {contents.End} {pdf.Length - contents.End}]".PadRight(UnknownRange.Length);
        Encoding.ASCII.GetBytes(range, pdf.AsSpan(contents.Start - ContentsKey.Length - UnknownRange.Length));
        return new PreparedSignature(pdf, blank.FieldName, contents.Start, contents.End);
    }

    public static PreparedSignature Find(byte[] pdf)
    {
        var blank = FindBlank(pdf);
        if (blank.ByteRange is not [0, var gapStart, var gapEnd, var rest]
            || gapStart != blank.Contents.Start || gapEnd != blank.Contents.End || gapEnd + rest != pdf.Length)
        {
            throw new PdfSigningException(PdfSigningFailure.NotPrepared, "the blank signature's byte range is not this file's");
        }
        return new PreparedSignature(pdf, blank.FieldName, blank.Contents.Start, blank.Contents.End);
    }

    static SignatureValue FindBlank(byte[] pdf)
    {
        var file = PdfFile.Parse(pdf);
        var blank = SignatureValue.AllIn(file).Where(value => value.IsBlank).ToList();
        return blank is [var only] && only.Contents.Start >= file.Last.Start
            ? only
            : throw new PdfSigningException(PdfSigningFailure.NotPrepared, "the document has no signature waiting to be completed");
    }

    static PdfDictionary Certification() => new(
    [
        new("Type", new PdfName("SigRef")),
        new("TransformMethod", new PdfName("DocMDP")),
        new("TransformParams", new PdfDictionary(
        [
            new("Type", new PdfName("TransformParams")),
            new("P", new PdfNumber(2L)),
            new("V", new PdfName("1.2")),
        ])),
    ]);
}

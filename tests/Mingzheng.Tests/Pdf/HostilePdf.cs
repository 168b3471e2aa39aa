namespace Mingzheng.Tests.Pdf;

/// <summary>PDFs made to cost whoever reads them more than they cost whoever sends them.</summary>
static class HostilePdf
{
    /// <summary>Two bytes of file for each value.</summary>
    public static byte[] Numbers(int count) =>
        SamplePdf.Append(SamplePdf.Pages("numbers"), (SamplePdf.NextNumber(SamplePdf.Pages("numbers")), $"[{string.Concat(Enumerable.Repeat("0 ", count))}]"));

    /// <summary>Fields that all claim the same signature over the whole file.</summary>
    public static byte[] Signatures(int fields)
    {
        var pdf = SamplePdf.Pages("signatures");
        var first = SamplePdf.NextNumber(pdf);
        var numbers = Enumerable.Range(first + 1, fields).ToList();
        return SamplePdf.Append(pdf,
        [
            (1, $"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{string.Join(' ', numbers.Select(number => $"{number} 0 R"))}]>>>>"),
            (first, "<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>"),
            .. numbers.Select(number => (number, $"<</FT/Sig/T(f{number})/V {first} 0 R>>")),
        ]);
    }
}

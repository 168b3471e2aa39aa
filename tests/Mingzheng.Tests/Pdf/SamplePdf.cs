using System.Globalization;
using System.Text;

namespace Mingzheng.Tests.Pdf;

/// <summary>Writes small PDFs by hand, and appends revisions to them as a forger would.</summary>
static class SamplePdf
{
    /// <summary>Objects: 1 catalogue, 2 page tree, 3 font, 4 information, then a page and its content for each text.</summary>
    public static byte[] Pages(params string[] texts)
    {
        var objects = new List<(int, string)>
        {
            (1, "<</Type/Catalog/Pages 2 0 R>>"),
            (2, $"<</Type/Pages/Count {texts.Length}/Kids[{string.Join(' ', texts.Select((_, i) => $"{PageObject(i + 1)} 0 R"))}]/MediaBox[0 0 595 842]>>"),
            (3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"),
            (4, "<</Title(Sample)>>"),
        };
        for (var page = 1; page <= texts.Length; page++)
        {
            objects.Add((PageObject(page), $"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>/Contents {ContentObject(page)} 0 R>>"));
            objects.Add((ContentObject(page), Text(texts[page - 1])));
        }
        return Revision("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n", objects, "/Info 4 0 R");
    }

    public static int PageObject(int page) => 3 + 2 * page;

    public static int ContentObject(int page) => 4 + 2 * page;

    public static string Text(string text)
    {
        var content = $"BT /F1 18 Tf 72 760 Td ({text}) Tj ET";
        return $"<</Length {content.Length}>>\nstream\n{content}\nendstream";
    }

    /// <summary>Appends a well-formed revision that replaces or adds the given objects.</summary>
    public static byte[] Append(byte[] pdf, params (int Number, string Value)[] objects)
    {
        var before = Encoding.Latin1.GetString(pdf);
        var table = before[(before.LastIndexOf("startxref", StringComparison.Ordinal) + 9)..].Split('\n')[1].Trim();
        return Revision(before, objects, $"/Info 4 0 R/Prev {table}");
    }

    /// <summary>The newest text of an object: what stands between "n 0 obj" and "endobj".</summary>
    public static string Object(byte[] pdf, int number)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var start = text.LastIndexOf($"\n{number} 0 obj\n", StringComparison.Ordinal) + $"\n{number} 0 obj\n".Length;
        return text[start..text.IndexOf("\nendobj", start, StringComparison.Ordinal)];
    }

    public static int NextNumber(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var start = text.LastIndexOf("/Size ", StringComparison.Ordinal) + 6;
        return int.Parse(string.Concat(text[start..].TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
    }

    static byte[] Revision(string before, IEnumerable<(int Number, string Value)> objects, string trailer)
    {
        var text = new StringBuilder(before);
        var table = new StringBuilder("xref\n0 1\n0000000000 65535 f \n");
        var size = before.Length > 100 ? NextNumber(Encoding.Latin1.GetBytes(before)) : 1;
        foreach (var (number, value) in objects)
        {
            table.Append(CultureInfo.InvariantCulture, $"{number} 1\n{text.Length:D10} 00000 n \n");
            text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{value}\nendobj\n");
            size = Math.Max(size, number + 1);
        }
        var offset = text.Length;
        text.Append(table).Append(CultureInfo.InvariantCulture, $"trailer\n<</Root 1 0 R{trailer}/Size {size}>>\nstartxref\n{offset}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Mingzheng.Documents;
using Mingzheng.Tests.Proof;
using Shouldly;

namespace Mingzheng.Tests.Documents;

/// <summary>A rendered document as Poppler and qpdf, which we did not write, see it.</summary>
static partial class PrintedPage
{
    /// <summary>All text in reading order with white space and hyphens taken out: line breaks are no part of the wording.</summary>
    public static async Task<string> Text(byte[] pdf) => Squeeze(Encoding.UTF8.GetString(await Read("pdftotext", pdf, "-", "-")));

    public static string Squeeze(string text) => Separators().Replace(text, "");

    public static async Task<IReadOnlyList<Anchor>> Words(byte[] pdf)
    {
        var html = Encoding.UTF8.GetString(await Read("pdftotext", pdf, "-bbox", "-", "-"));
        var words = new List<Anchor>();
        var page = 0;
        var height = 0.0;
        foreach (Match tag in PageOrWord().Matches(html))
        {
            double Value(string name) => double.Parse(tag.Groups[name].Value, CultureInfo.InvariantCulture);
            if (tag.Groups["height"].Success)
            {
                page++;
                height = Value("height");
                continue;
            }

            words.Add(new Anchor(
                tag.Groups["word"].Value, page, Value("x0"), height - Value("y1"), Value("x1") - Value("x0"), Value("y1") - Value("y0")));
        }

        return words;
    }

    /// <summary>Words and other places that a place to sign would cover.</summary>
    public static IEnumerable<string> Covered(Anchor place, IEnumerable<Anchor> others) =>
        others.Where(other => other != place && other.Page == place.Page && Overlap(place, other)).Select(other => other.Name);

    public static async Task ShouldBeSound(byte[] pdf)
    {
        using var folder = new TemporaryFolder();
        folder.Write("document.pdf", pdf);
        var qpdf = await PublicTool.Run("qpdf", ["--check", folder["document.pdf"]]);
        (qpdf.ExitCode, qpdf.Errors).ShouldBe((0, ""));
        var fonts = Encoding.UTF8.GetString((await PublicTool.Run("pdffonts", [folder["document.pdf"]])).Output);
        foreach (var font in fonts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2))
        {
            font.ShouldMatch(@"\byes\s+yes\s+yes\s+\d+\s+\d+\s*$", "embedded, subset, with Unicode values");
        }
    }

    static bool Overlap(Anchor a, Anchor b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;

    static async Task<byte[]> Read(string program, byte[] pdf, params string[] arguments)
    {
        var (exitCode, output, errors) = await PublicTool.Run(program, arguments, pdf);
        exitCode.ShouldBe(0, errors);
        return output;
    }

    [GeneratedRegex(@"[\s\-\u00AD\u2010]+")]
    private static partial Regex Separators();

    [GeneratedRegex("""<page width="[\d.]+" height="(?<height>[\d.]+)">|<word xMin="(?<x0>[\d.]+)" yMin="(?<y0>[\d.]+)" xMax="(?<x1>[\d.]+)" yMax="(?<y1>[\d.]+)">(?<word>[^<]*)</word>""")]
    private static partial Regex PageOrWord();
}

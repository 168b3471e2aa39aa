using System.Text;
using System.Text.RegularExpressions;
using Mingzheng.Proof.Pdf;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Pdf;

/// <summary>Whatever comes in, reading ends in a file or in a <see cref="PdfException"/>.</summary>
public sealed class PdfFileTests
{
    readonly byte[] pdf = SamplePdf.Pages("One", "Two", "Three");

    [Fact]
    public void A_file_typeset_by_Typst_is_read()
    {
        var file = PdfFile.Parse(File.ReadAllBytes(Checkout.File("tests/samples/typst.pdf")));
        file.PageCount.ShouldBe(2);
        file.RevisionCount.ShouldBe(1);
    }

    [Theory]
    [InlineData("%PDF-1.7", "XPDF-1.7", "does not begin")]
    [InlineData("/Root 1 0 R", "/Encrypt 1 0 R/Root 1 0 R", "encrypted")]
    [InlineData("/Root 1 0 R", "/Root [1 0 R]", "catalogue")]
    [InlineData("/Root 1 0 R", "/Prev 5/Root 1 0 R", "revision before")]
    [InlineData("3 0 obj", "3 0 obj % hidden\n", "not a value")]
    [InlineData("/Type/Pages", "/Type/Pages/Type/Page", "twice")]
    [InlineData("/Title(Sample)", "/Title(Sample", "not closed")]
    [InlineData("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "<</Type/ObjStm/Length 0>>stream\n\nendstream", "compressed")]
    [InlineData("startxref\n", "startxref\n1", "startxref")]
    public void A_file_with_two_readings_is_refused(string old, string now, string reason)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Should.Throw<PdfException>(() => PdfFile.Parse(Encoding.Latin1.GetBytes(text[..at] + now + text[(at + old.Length)..])))
            .Message.ShouldContain(reason);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var deep = SamplePdf.Append(pdf, (4, new string('[', 100_000)));
        Should.Throw<PdfException>(() => PdfFile.Parse(deep)).Message.ShouldContain("nested too deep");
    }

    [Fact]
    public void A_page_tree_that_runs_in_a_ring_is_refused()
    {
        var ring = SamplePdf.Append(pdf, (SamplePdf.PageObject(1), "<</Type/Pages/Kids[2 0 R]>>"));
        Should.Throw<PdfException>(() => PdfFile.Parse(ring).PageCount).Message.ShouldContain("page tree");
    }

    [Fact]
    public void An_object_that_no_table_names_is_refused()
    {
        // A repairing viewer could show it; a strict one would not.
        var text = Encoding.Latin1.GetString(pdf);
        var table = text.LastIndexOf("xref\n0 1\n", StringComparison.Ordinal);
        var hidden = text[..table] + "3 0 obj\n<<>>\nendobj\n" + text[table..];
        Should.Throw<PdfException>(() => PdfFile.Parse(Encoding.Latin1.GetBytes(hidden)));
    }

    [Fact]
    public async Task Random_damage_never_ends_in_anything_but_a_report()
    {
        var authority = new TestAuthority(Signing.Instant);
        var signed = await Signing.SignedBy(authority, pdf, "张三丰", "Lee Example");
        var random = new Random(20260115);
        for (var round = 0; round < 160; round++)
        {
            var damaged = (byte[])signed.Clone();
            var at = random.Next(damaged.Length);
            switch (round % 4)
            {
                case 0: damaged[at] = (byte)random.Next(256); break;
                case 1: damaged = damaged[..at]; break;
                case 2: damaged = [.. damaged[..at], .. damaged[random.Next(damaged.Length)..]]; break;
                default: damaged[at] = (byte)"0123456789<>[]()/R "[random.Next(19)]; break;
            }
            var report = PdfCheck.Check(damaged, authority.Roots, authority.Roots);
            if (report.Signatures.Count == 2 && report.IsValid)
            {
                // CMS leaves a few of its own bytes open to another spelling; the document has none.
                Blanked(damaged).SequenceEqual(Blanked(signed)).ShouldBeTrue($"round {round}, byte {at}");
            }
        }
    }

    static string Blanked(byte[] signed) =>
        Regex.Replace(Encoding.Latin1.GetString(signed), "/Contents <[0-9A-Fa-f]*>", "/Contents <>");
}

using System.Security.Cryptography;
using System.Text;
using Mingzheng.Proof.Pdf;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Pdf;

public sealed class AppearanceTests
{
    static readonly GlyphOutlines Font = GlyphOutlines.Load(Checkout.File("tests/samples/seal-subset.ttf"));

    static Strokes Wave => new(
        [[.. Enumerable.Range(0, 60).Select(i => new StrokePoint(0.05 + i * 0.015, 0.5 + 0.4 * Math.Sin(i / 4.0), 0.5 + 0.5 * Math.Cos(i / 7.0)))]], 3);

    [Fact]
    public async Task Seal_and_handwriting_are_seen_on_the_page_and_the_print_under_the_seal_stays()
    {
        var pdf = SamplePdf.Pages("Text under the seal");
        var before = await Render(pdf);
        var authority = new TestAuthority(Signing.Instant);
        using var key = TestAuthority.NewKey();
        var seal = SealAppearance.Draw("虚构市中级人民法院", "电子签章", Font);
        var ink = HandwrittenAppearance.Draw(Wave, null, Line("Lee 2030"), 150, 50);
        pdf = await PdfSigning.Sign(pdf, Signing.Request("principal", "Lee Example", 1, ink), key, authority.Certify("Lee Example", key), authority.Timestamp, authority.Trust);
        var place = new PdfRectangle(90, 700, seal.Width, seal.Height);
        pdf = await PdfSigning.Sign(pdf, Signing.Request("seal", "Court", 1, seal) with { Field = new SignatureField("seal", 1, place) },
            key, authority.Certify("Court", key), authority.Timestamp, authority.Trust);
        var after = await Render(pdf);
        Reddish(before).ShouldBe(0);
        Reddish(after).ShouldBeGreaterThan(1_500);
        // Black stays black under ink that multiplies.
        Black(after).ShouldBeGreaterThanOrEqualTo(Black(before));
    }

    [Fact]
    public void The_same_strokes_give_the_same_drawing() =>
        HandwrittenAppearance.Draw(Wave, null, null, 150, 50).ShouldBe(HandwrittenAppearance.Draw(Wave, null, null, 150, 50));

    /// <summary>Who does not draw has the name where the strokes would be, and not in the small print alone.</summary>
    [Fact]
    public void A_typed_name_stands_in_the_place_of_strokes()
    {
        var name = Line("Lee");
        var typed = HandwrittenAppearance.Draw(null, name, Line("Lee 2030"), 150, 50).Operators;

        typed.ShouldContain("q 0.016 0 0 0.016 ");
        typed.ShouldContain(name.Path);
        HandwrittenAppearance.Draw(Wave, name, null, 150, 50).Operators.ShouldNotContain(name.Path);
    }

    [Theory]
    [InlineData("0 0 m 5 5 l h f /Other Do")]
    [InlineData("BT (x) Tj ET")]
    [InlineData("")]
    public void A_line_of_anything_but_shapes_is_refused(string path) =>
        Should.Throw<ArgumentException>(() => HandwrittenAppearance.Draw(null, null, new LineOutline(path, 10, 10), 150, 50));

    /// <summary>As the typesetter gives it.</summary>
    static LineOutline Line(string text) => new(Font.Path(text, LineOutline.Size), Font.Width(text, LineOutline.Size), LineOutline.Size);

    [Fact]
    public void Strokes_off_the_pad_are_refused()
    {
        foreach (var point in new[] { new StrokePoint(1.1, 0, 0), new StrokePoint(0, double.NaN, 0), new StrokePoint(0, 0, -1) })
        {
            Should.Throw<ArgumentException>(() => HandwrittenAppearance.Draw(new Strokes([[point]], 3), null, null, 150, 50));
        }
        Should.Throw<ArgumentException>(() => HandwrittenAppearance.Draw(new Strokes([], 3), null, null, 150, 50));
    }

    [Fact]
    public void Text_that_the_font_cannot_show_is_refused()
    {
        Should.Throw<ArgumentException>(() => SealAppearance.Draw("𠮷野县法院", "", Font));
        Font.Has("虚构市").ShouldBeTrue();
        Font.Has("𠮷").ShouldBeFalse();
    }

    [Fact]
    public void A_font_without_outlines_is_refused() =>
        Should.Throw<InvalidDataException>(() => GlyphOutlines.Parse(RandomNumberGenerator.GetBytes(2_000)));

    static async Task<byte[]> Render(byte[] pdf)
    {
        using var folder = new TemporaryFolder();
        folder.Write("page.pdf", pdf);
        var (code, image, errors) = await PublicTool.Run("pdftoppm", ["-r", "72", "-f", "1", "-l", "1", "page.pdf"], folder: folder.Path);
        code.ShouldBe(0, errors);
        return image;
    }

    static int Reddish(byte[] image) => Pixels(image).Count(pixel => pixel.R > 180 && pixel.G < 120 && pixel.B < 120);

    static int Black(byte[] image) => Pixels(image).Count(pixel => pixel is { R: < 60, G: < 60, B: < 60 });

    // PPM: "P6\nwidth height\n255\n" and then three bytes for each pixel.
    static IEnumerable<(byte R, byte G, byte B)> Pixels(byte[] image)
    {
        var header = Encoding.ASCII.GetString(image, 0, 40).Split('\n');
        for (var i = header[0].Length + header[1].Length + header[2].Length + 3; i + 2 < image.Length; i += 3)
        {
            yield return (image[i], image[i + 1], image[i + 2]);
        }
    }
}

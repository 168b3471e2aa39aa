using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Base;
using Mingzheng.Documents;
using Mingzheng.Proof.Pdf;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Documents;

/// <summary>What is written at a signature looks as the paper itself would print it, in every script, and never as an empty box (V-4, AW-08).</summary>
[Trait("kind", "document")]
public sealed class LetteringTests(Workshop workshop) : IClassFixture<Workshop>
{
    const string Time = "2026-11-28 10:00:00";

    /// <summary>Compared with the page that the press prints with fonts; that page refuses what no font has.</summary>
    [Theory]
    [InlineData("陳大文")]
    [InlineData("O'Brien-Łukasz 欧阳 <b>")]
    [InlineData("Nguyễn-Łukasz <b>x</b> \U00020BB7田 อาทิตย์")]
    [InlineData("Ŵŷ")]
    [InlineData("محمد علي")]
    [InlineData("प्रिया བཀྲ་ཤིས")]
    [InlineData("e\u0301 ffi #text \\ $y$")]
    public async Task A_name_is_written_as_papers_print_it(string name)
    {
        var line = await new Lettering(workshop.Typesetter).Line(default, name, Time);
        var printed = await workshop.Typesetter.Render("line", Data(name, Time), default);

        var written = await Picture.Of(PageWith(line));
        var expected = await Picture.Of(printed.Pdf);

        (Math.Abs(written.Width - expected.Width) <= 3, Math.Abs(written.Height - expected.Height) <= 3)
            .ShouldBe((true, true), $"{written.Width} x {written.Height} instead of {expected.Width} x {expected.Height}");
        var (mine, theirs) = (written.Slices(40), expected.Slices(40));
        for (var i = 1; i <= 40; i++)
        {
            // Up to here: a stroke at the edge of a slice may fall to either side.
            Math.Abs(mine[..i].Sum() - theirs[..i].Sum()).ShouldBeLessThan(0.02 * theirs.Sum(), $"the first {i} of 40 slices");
        }
    }

    /// <summary>A name that is read from the right does not turn the time beside it.</summary>
    [Fact]
    public async Task The_time_stands_to_the_right_of_every_name()
    {
        var lettering = new Lettering(workshop.Typesetter);
        var time = await lettering.Line(default, Time);
        var line = await lettering.Line(default, "محمد علي", Time);

        var (right, alone) = (await Picture.Of(PageWith(line)), await Picture.Of(PageWith(time)));

        right.Slices(right.Width)[^alone.Width..].Zip(alone.Slices(alone.Width)).Average(slice => Math.Abs(slice.First - slice.Second))
            .ShouldBeLessThan(0.2 * alone.Slices(alone.Width).Average());
    }

    [Fact]
    public async Task What_no_font_shows_is_refused_and_not_written_as_a_box()
    {
        var refusal = (await Should.ThrowAsync<RefusedException>(() => new Lettering(workshop.Typesetter).Line(default, "陈\uE123", Time))).Refusal;

        (refusal.Code, refusal.Rule).ShouldBe(("CHARACTER_NOT_PRINTABLE", "V-4"));
    }

    static JsonObject Data(params string[] parts) => new()
    {
        ["head"] = new JsonObject { ["language"] = "en" },
        ["parts"] = new JsonArray([.. parts.Select(part => (JsonNode)part)]),
    };

    /// <summary>A PDF of one page that is drawn with the outline and nothing else.</summary>
    static byte[] PageWith(LineOutline line)
    {
        var drawing = $".1 0 0 .1 100 100 cm {line.Path} f";
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            string.Create(CultureInfo.InvariantCulture,
                $"<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 4 0 R/MediaBox[0 0 {line.Width / 10 + 200:0} {line.Height / 10 + 200:0}]>>"),
            $"<</Length {drawing.Length}>>stream\n{drawing}\nendstream",
        ];
        var pdf = new StringBuilder("%PDF-1.7\n");
        var table = new StringBuilder("xref\n0 5\n0000000000 65535 f \n");
        for (var i = 0; i < objects.Length; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{pdf.Length:D10} 00000 n \n");
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        return Encoding.ASCII.GetBytes($"{pdf}{table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n{pdf.Length}\n%%EOF");
    }

    /// <summary>The ink of a page, as Poppler draws it.</summary>
    sealed class Picture(byte[][] rows)
    {
        public int Height => rows.Length;

        public int Width => rows[0].Length;

        public static async Task<Picture> Of(byte[] pdf)
        {
            using var folder = new TemporaryFolder();
            folder.Write("page.pdf", pdf);
            var (code, image, errors) = await PublicTool.Run("pdftoppm", ["-r", "72", "-gray", "page.pdf"], folder: folder.Path);
            code.ShouldBe(0, errors);
            // PGM: "P5\nwidth height\n255\n" and then a byte for each pixel.
            var header = Encoding.ASCII.GetString(image, 0, 40).Split('\n');
            var width = int.Parse(header[1].Split(' ')[0], CultureInfo.InvariantCulture);
            var rows = image[(header[0].Length + header[1].Length + header[2].Length + 3)..].Chunk(width).ToArray();
            var inked = rows.SkipWhile(IsBlank).Reverse().SkipWhile(IsBlank).Reverse().ToArray();
            var columns = Enumerable.Range(0, width).Where(x => inked.Any(row => row[x] < 128)).ToList();
            return new Picture([.. inked.Select(row => row[columns[0]..(columns[^1] + 1)])]);
        }

        /// <summary>How much ink stands in each of so many slices from left to right.</summary>
        public double[] Slices(int count)
        {
            var ink = new double[count];
            foreach (var row in rows)
            {
                for (var x = 0; x < row.Length; x++)
                {
                    ink[x * count / row.Length] += 1 - row[x] / 255.0;
                }
            }

            return ink;
        }

        static bool IsBlank(byte[] row) => row.All(pixel => pixel >= 128);
    }
}

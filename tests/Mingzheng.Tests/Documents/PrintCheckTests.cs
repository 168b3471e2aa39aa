using System.Net;
using Mingzheng.Base;
using Mingzheng.Documents;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Identity;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Documents;

/// <summary>What is typed is tried before it is kept: a character that no paper can show is refused where it is typed (V-4).</summary>
[Trait("kind", "document")]
public sealed class PrintCheckTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Theory]
    [InlineData("陳大文")]
    [InlineData("\U00020BB7野示例")]
    [InlineData("O'Brien <b> #read(\"court.typ\") *x* $y$ \\")]
    [InlineData("两行\n的回答")]
    [InlineData("")]
    [InlineData(null)]
    public Task What_the_fonts_show_is_taken(string? text) =>
        new PrintCheck(workshop.Typesetter).RefuseUnlessPrintable(default, ("name", text));

    [Theory]
    [InlineData("陈\uE123", "U+E123")]
    [InlineData("\U00030000示例", "\U00030000 (U+30000)")]
    public async Task What_no_font_shows_is_refused_by_name_at_its_field(string text, string named)
    {
        var refusal = await Refusal(workshop.Typesetter, ("place", "香港"), ("address", text), ("name", "陳大文"));

        (refusal.Code, refusal.Status, refusal.Field, refusal.Rule).ShouldBe(("CHARACTER_NOT_PRINTABLE", 422, "address", "V-4"));
        refusal.Args.ShouldBe([named]);
    }

    /// <summary>What passes by itself is no fault of the text and none of the program: 503, try again.</summary>
    [Theory]
    [InlineData("busy")]
    [InlineData("away")]
    [InlineData("slow")]
    public async Task A_press_that_is_busy_away_or_slow_is_told_as_that(string trouble)
    {
        await using var typesetter = Workshop.Make(options =>
        {
            options.Queue = trouble == "busy" ? 0 : options.Queue;
            options.Node = trouble == "away" ? "/no/such/program" : options.Node;
            options.Timeout = trouble == "slow" ? TimeSpan.FromTicks(1) : options.Timeout;
        });

        var refusal = await Refusal(typesetter, ("name", "陳大文"));

        (refusal.Code, refusal.Status).ShouldBe(("TYPESETTER_UNAVAILABLE", 503));
    }

    /// <summary>Over HTTP and for a whole paper: the passing trouble of the press is 503 and no fault, and nothing is kept.</summary>
    [Fact, Trait("kind", "court")]
    public async Task A_court_whose_press_is_busy_says_so_and_keeps_nothing()
    {
        await using var court = await CourtHost.Start(settings: ["Documents:Typesetter:Queue=0"]);
        using var person = await court.SignIn("HKP");

        var page = await IdentityCheckTests.Claim(person, "A123456(3)");
        var drafting = await Should.ThrowAsync<RefusedException>(() => court.Get<Drafting>().Draft(
            Guid.Empty, "commitment", "承诺书", "commitment", [], [], [], CancellationToken.None));

        page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Readable.ShouldContain("文书暂时无法生成");
        (await court.Get<Mingzheng.Identity.IdentityChecks>().Claimed(court.AccountOf("HKP"))).ShouldBeNull();
        (drafting.Refusal.Code, drafting.Refusal.Status).ShouldBe(("TYPESETTER_UNAVAILABLE", 503));
    }

    /// <summary>A template that does not fit its data is ours to mend: it stays a fault, and is logged as one.</summary>
    [Fact]
    public async Task A_faulty_template_stays_a_fault()
    {
        using var folder = new Proof.TemporaryFolder();
        folder.Write("specimen.typ", "#nothing-by-this-name()"u8.ToArray());
        await using var typesetter = Workshop.Make(options => options.Templates = folder.Path);

        await Should.ThrowAsync<TypesettingException>(() => new PrintCheck(typesetter).RefuseUnlessPrintable(default, ("name", "陳大文")));
    }

    static async Task<Refusal> Refusal(ITypesetter typesetter, params (string? Field, string? Text)[] texts) =>
        (await Should.ThrowAsync<RefusedException>(() => new PrintCheck(typesetter).RefuseUnlessPrintable(default, texts))).Refusal;
}

using System.Net;
using Microsoft.AspNetCore.Http;
using Mingzheng.Access;
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
        Check(workshop.Typesetter).RefuseUnlessPrintable(default, ("name", text));

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

        await Should.ThrowAsync<TypesettingException>(() => Check(typesetter).RefuseUnlessPrintable(default, ("name", "陳大文")));
    }

    /// <summary>Attack: an answer of megabytes keeps the one press busy while all others wait for their papers.</summary>
    [Fact]
    public async Task What_is_longer_than_any_field_does_not_come_to_the_press()
    {
        var press = new HeldPress();
        var refusal = await Refusal(press, ("place", "香港"), ("answer", new string('文', PrintCheck.LongestText + 1)));

        (refusal.Code, refusal.Field, press.Waiting).ShouldBe(("TEXT_TOO_LONG", "answer", 0));
    }

    /// <summary>Attack: one account, then many, send names as fast as they can. One of a person comes to the press at a time, and a few of all.</summary>
    [Fact]
    public async Task One_person_has_one_check_at_the_press_and_all_together_a_few()
    {
        var press = new HeldPress();
        var asking = new HttpContextAccessor();
        using var check = new PrintCheck(press, asking);
        var people = Enumerable.Range(1, 6).Select(number => new Guid(number, 0, 0, new byte[8])).ToList();
        var sent = people.SelectMany(person => Enumerable.Range(0, 3).Select(_ => AskAs(person))).ToList();

        foreach (var tooMany in sent.Chunk(3).Select(ofPerson => ofPerson[2]))
        {
            (await Should.ThrowAsync<RefusedException>(() => tooMany)).Refusal.Code.ShouldBe("PRINT_CHECK_BUSY");
        }

        press.Waiting.ShouldBe(4);
        press.Release();
        await Task.WhenAll(sent.Chunk(3).SelectMany(ofPerson => ofPerson[..2]));
        press.Most.ShouldBe(4);

        Task AskAs(Guid person)
        {
            asking.HttpContext = new DefaultHttpContext { Items = { [typeof(Person)] = new Person(person, "某人", []) } };
            return check.RefuseUnlessPrintable(default, ("name", "陳大文"));
        }
    }

    /// <summary>A press that prints nothing before it is let go.</summary>
    sealed class HeldPress : ITypesetter
    {
        readonly TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int waiting;
        int most;

        public int Waiting => waiting;

        public int Most => most;

        public void Release() => release.SetResult();

        public async Task<Typeset> Render(string templateName, System.Text.Json.Nodes.JsonObject data, CancellationToken cancel)
        {
            most = Math.Max(most, Interlocked.Increment(ref waiting));
            await release.Task;
            Interlocked.Decrement(ref waiting);
            return null!;
        }
    }

    static PrintCheck Check(ITypesetter typesetter) => new(typesetter, new HttpContextAccessor());

    static async Task<Refusal> Refusal(ITypesetter typesetter, params (string? Field, string? Text)[] texts) =>
        (await Should.ThrowAsync<RefusedException>(() => Check(typesetter).RefuseUnlessPrintable(default, texts))).Refusal;
}

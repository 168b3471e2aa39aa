using System.Net;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Objects;
using Mingzheng.Tests.Hosting;
using Mingzheng.Web;
using Mingzheng.Witnessing;
using Mingzheng.Witnessing.Texts;
using Shouldly;
using Xunit;
using Authorization = Mingzheng.Witnessing.Authorization;

namespace Mingzheng.Tests.Witnessing;

/// <summary>The application (AW-02, AW-19, AW-20; witnessing rules 7 and 27).</summary>
[Trait("kind", "court")]
public sealed class ApplyingTests(OpenCourt open) : IClassFixture<OpenCourt>
{
    const string Form = "/authorizations/new";

    [Fact]
    public async Task AW_03_Without_a_confirmed_identity_the_page_leads_there_and_an_application_is_not_taken()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁未核", proven: false);
        var page = await visitor.Get(Form);
        page.Text.ShouldContain("/me/identity?to=/authorizations/new");
        page.Text.ShouldNotContain("action=\"/authorizations/new\"");

        var refused = await visitor.Post(Form, [("case", $"{await CaseOf(visitor):D}"), ("stages", "first-instance"), .. Scene.Application()]);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        (await Applications(visitor)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_typed_stands_in_the_form_again_when_something_is_wrong()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁再填");
        var page = await visitor.Submit(await visitor.Get(Form), Form,
            [.. Scene.Application("S4").Where(field => field.Name != "licence"), ("licence", "123")]);

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("href=\"#field-licence\"");
        page.Text.ShouldContain("香港虚构道1号示范大厦2楼");
        page.Form(Form).ShouldContain(("powers", "S4"));
        page.Form(Form).ShouldContain(("consent-online-step", "yes"));
        page.Form(Form).ShouldNotContain(("powers", "S1"));
    }

    [Theory]
    [InlineData("address")]
    [InlineData("excluded")]
    [InlineData("place")]
    [InlineData("latin")]
    public async Task V_4_What_no_paper_can_show_is_refused_at_its_field_before_anybody_reads_it(string field)
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁印字");

        var page = await visitor.Submit(await visitor.Get(Form), Form,
            [.. Scene.Application("S4").Where(one => one.Name != field), (field, "示例\uE123")]);

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain($"href=\"#field-{field}\"");
        page.Readable.ShouldContain("U+E123");
        (await Applications(visitor)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_fault_is_named_beside_its_field()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁全空");
        await visitor.Get(Form);
        var page = await visitor.Post(Form,
            ("powers", "S99"), ("term", "date"), ("term-end", "2020-01-01"), ("zone", "Mars/Olympus"), ("excluded", new string('长', 501)));

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var field in new[]
        {
            "case", "licence", "stages", "powers", "excluded", "term-end", "sex", "birth-date", "address", "place", "zone", "rules", "consent-online-step",
            "consent-recording", "consent-sensitive-data",
        })
        {
            page.Text.ShouldContain($"href=\"#field-{field}\"", customMessage: field);
        }
    }

    /// <summary>W-7.1: a date beside "until the stages end" is a contradiction, not something to be dropped.</summary>
    [Theory]
    [InlineData("stage", "2099-12-31", true)]
    [InlineData("", "2099-12-31", true)]
    [InlineData("stage", "soon", true)]
    [InlineData("stage", " ", false)]
    [InlineData("stage", "", false)]
    [InlineData("date", "2099-12-31", false)]
    public async Task A_last_day_that_was_typed_but_not_chosen_is_asked_about(string term, string end, bool isAsked)
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁期限");

        var page = await visitor.Submit(await visitor.Get(Form), Form, [.. Scene.Application(), ("term", term), ("term-end", end)]);

        page.Status.ShouldBe(isAsked ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK);
        page.Text.Contains("href=\"#field-term-end\"", StringComparison.Ordinal).ShouldBe(isAsked);
        page.Readable.Contains("清空日期", StringComparison.Ordinal).ShouldBe(isAsked);
        if (isAsked)
        {
            page.Form(Form).ShouldContain(("term-end", end));
        }
    }

    [Theory]
    [InlineData("S9", "enforcement")]
    [InlineData("S11", "retrial")]
    [InlineData("S12", "bankruptcy")]
    public async Task W_7_1_A_power_of_a_later_stage_is_taken_only_with_that_stage(string power, string stage)
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, $"梁{power}");
        (string Name, string Value)[] usual = [.. Scene.Application(), ("powers", power)];
        var page = await visitor.Submit(await visitor.Get(Form), Form, usual);

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("href=\"#field-stages\"");
        page.Readable.ShouldContain($"（{power}），须同时勾选");
        page = await visitor.Submit(page, Form, [.. usual, ("stages", "first-instance"), ("stages", stage)]);
        page.Path.ShouldStartWith("/authorizations/", customMessage: page.Readable);
    }

    [Fact]
    public async Task CPL_62_Powers_are_stored_as_ticked_and_each_consent_with_the_text_that_was_shown()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁授权");
        var page = await visitor.Get(Form);
        var fields = page.Form(Form).Where(field => field.Name != "receive-service").ToList();
        page = await visitor.Post(Form, [.. fields.Where(field => field.Name is "case" or "stages" or "term" or DrawnText.Field), .. Scene.Application("S7", "S4"),
            ("consent-electronic-service", "yes"), ("excluded", "借款金额\r\n以外的事实")]);
        var id = Guid.Parse(page.Path["/authorizations/".Length..]);

        await using var db = open.Court.Get<Reads>().Open();
        var row = await db.Set<Authorization>().SingleAsync(one => one.Id == id);
        var facts = AuthorizationFacts.Open(open.Court.Get<DataKeys>().Of($"case:{row.CaseId:D}"), row);
        facts.Powers.ShouldBe(["G1", "G2", "G3", "G4", "S4", "S7"]);
        facts.MayReceiveService.ShouldBeFalse();
        facts.Stages.ShouldBe(["first-instance"]);
        facts.ExcludedAdmissions.ShouldBe("借款金额\r\n以外的事实");
        facts.AgentName.ShouldBe("李示例");
        (row.Origin, row.Basis).ShouldBe(("party", "XB6"));

        var consents = await db.Set<Consent>().Where(one => one.SubjectId == id).ToListAsync();
        consents.Select(one => one.TextId).Order(StringComparer.Ordinal).ShouldBe(
            ["consents/2#electronic-service", "consents/2#online-step", "consents/2#recording", "consents/2#sensitive-data", "platform-rules/3"]);
        var texts = open.Court.Get<LegalTexts>();
        consents.Single(one => one.TextId == "platform-rules/3").TextSha256.ShouldBe(texts.Version("platform-rules", "3", "zh-Hans").Sha256);
        (await open.Court.EntriesOf(row.Stream))[0].Body["consents"]!.AsArray().Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("14401200810445566", "LICENCE_NOT_PRACTISING")]
    [InlineData("14401200611556677", "LICENCE_NOT_PRACTISING")]
    [InlineData("14401209910000001", "LICENCE_UNKNOWN")]
    public async Task RF_03_A_lawyer_who_may_not_practise_is_refused_beside_the_licence(string licence, string code)
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, $"梁{licence[^4..]}");
        var page = await visitor.Submit(await visitor.Get(Form), Form,
            [.. Scene.Application().Where(field => field.Name != "licence"), ("licence", licence)]);

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("href=\"#field-licence\"");
        page.Readable.ShouldContain(open.Court.Get<WordBook>().Find(Language.SimplifiedChinese, $"refusal.{code}")!);
        (await Applications(visitor)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AW_R9_A_licence_of_another_category_is_refused_unless_the_court_admits_it()
    {
        const string publicLawyer = "14401201060123456";
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁公职");
        var page = await visitor.Submit(await visitor.Get(Form), Form,
            [.. Scene.Application().Where(field => field.Name != "licence"), ("licence", publicLawyer)]);
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("href=\"#field-licence\"");
        page.Readable.ShouldContain("在线见证目前只适用于内地专职、兼职律师。");
        (await Applications(visitor)).ShouldBeEmpty();

        await using var admitting = await CourtHost.Start(DatabaseKind.Sqlite, null, "Witnessing:LawyerCategories:粤01:0=PublicLawyer");
        using var principal = await Scene.AnotherPrincipal(admitting, "梁公职");
        page = await principal.Submit(await principal.Get(Form), Form,
            [.. Scene.Application().Where(field => field.Name != "licence"), ("licence", publicLawyer)]);
        // The category is passed; the register, asked next, knows no such licence.
        page.Readable.ShouldContain("律师执业信息库没有该执业证号");
    }

    [Theory, DatabaseData]
    public async Task CPL_65_In_a_divorce_nothing_is_witnessed_online_and_the_page_says_so_before_it_is_filled_in(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var visitor = await Scene.AnotherPrincipal(court, "梁家事");
        var account = Scene.AccountOf(visitor);
        await court.Get<Writer>().Do(new Command(visitor.NewAct(), "system", "test.cause"), writing => writing.Db.Set<Mingzheng.Cases.Case>()
            .Where(one => writing.Db.Set<Mingzheng.Cases.CaseParty>().Any(party => party.CaseId == one.Id && party.AccountId == account))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Cause, "离婚纠纷")));

        var page = await visitor.Get(Form);
        page.Readable.ShouldContain("离婚等身份关系案件");
        Should.Throw<InvalidOperationException>(() => page.Form(Form), "There is no case that could be chosen.");
        var refused = await visitor.Post(Form, [("case", $"{await Scene.CaseOf(visitor):D}"), ("stages", "first-instance"), .. Scene.Application()]);

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Readable.ShouldContain("离婚等身份关系案件");
        await using var db = court.Get<Reads>().Open();
        (await db.Set<Authorization>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task CPL_65_A_case_that_cannot_be_used_stands_beside_the_others_and_cannot_be_chosen()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁两案");
        var usual = await CaseOf(visitor);
        var barred = await Scene.PlantDivorce(open.Court, usual);

        var page = await visitor.Get(Form);

        page.Readable.ShouldContain("离婚等身份关系案件");
        Choice(page, barred).ShouldContain(" disabled");
        Choice(page, usual).ShouldNotContain(" disabled");
        Choice(page, usual).ShouldContain("id=\"field-case\"");
        page.Form(Form).ShouldContain(("case", $"{usual:D}"));

        static string Choice(Page page, Guid id) => System.Text.RegularExpressions.Regex.Match(page.Text, $"<input[^>]*value=\"{id:D}\"[^>]*>").Value;
    }

    [Fact]
    public async Task OLR_29_Judgments_are_served_electronically_only_on_whoever_agreed_to_electronic_service()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁送达");
        var page = await visitor.Submit(await visitor.Get(Form), Form, [.. Scene.Application(), ("consent-electronic-service-judgments", "yes")]);
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("href=\"#field-consent-electronic-service-judgments\"");
        (await Applications(visitor)).ShouldBeEmpty();

        page = await visitor.Submit(page, Form, ("consent-electronic-service", "yes"), ("consent-electronic-service-judgments", "yes"));
        page.Path.ShouldStartWith("/authorizations/");
    }

    [Fact]
    public async Task A_case_of_somebody_else_cannot_be_chosen()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁他案");
        var page = await visitor.Submit(await visitor.Get(Form), Form,
            [.. Scene.Application(), ("case", $"{Mingzheng.Development.NamedId.Of("case"):D}")]);

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("href=\"#field-case\"");
        (await Applications(visitor)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_act_sent_twice_is_one_application_and_another_person_cannot_take_it_over()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁重发");
        using var other = await Scene.AnotherPrincipal(open.Court, "梁冒用");
        var act = visitor.NewAct();
        (string, string)[] fields = [("case", $"{await CaseOf(visitor):D}"), ("stages", "first-instance"), .. Scene.Application(), .. Scene.Drawn(open.Court)];
        await visitor.Get(Form);
        var first = await visitor.Post(Form, act, fields);
        var second = await visitor.Post(Form, act, fields);

        first.Path.ShouldStartWith("/authorizations/");
        second.Path.ShouldBe(first.Path);
        (await Applications(visitor)).Count.ShouldBe(1);
        await other.Get(Form);
        (await other.Post(Form, act, fields)).Refusal.ShouldBe("ACT_REUSED");
        (await Applications(other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Script_in_what_people_type_comes_out_as_text()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁<script>alert(1)</script>");
        var page = await visitor.Submit(await visitor.Get(Form), Form,
            [.. Scene.Application().Where(field => field.Name is not ("latin" or "place")), ("latin", "<img src=x onerror=alert(2)>"), ("place", "\"><script>alert(3)</script>")]);

        page.Path.ShouldStartWith("/authorizations/");
        page.Text.ShouldNotContain("<script>alert");
        page.Text.ShouldNotContain("<img src=x");
        page.Readable.ShouldContain("<img src=x onerror=alert(2)>");
        (await open.Scene.Judge.Get(page.Path)).Text.ShouldNotContain("<script>alert");
        (await open.Scene.Judge.Get("/desk")).Text.ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task A_stranger_finds_nothing_there()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁本人");
        using var stranger = await Scene.AnotherPrincipal(open.Court, "梁路人");
        using var nobody = open.Court.Visitor();
        var address = $"/authorizations/{await Scene.Apply(visitor):D}";

        foreach (var path in new[] { address, $"{address}/panel", $"{address}/booking", $"{address}/materials/{visitor.NewAct():D}", $"{address}/documents/{visitor.NewAct():D}" })
        {
            (await stranger.Get(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
            (await nobody.Get(path)).Status.ShouldBe(HttpStatusCode.Unauthorized, path);
        }

        foreach (var path in new[] { "agency", "acceptance", "booking", "approval" })
        {
            (await stranger.Post($"{address}/{path}")).Status.ShouldBe(HttpStatusCode.NotFound, path);
        }

        // The principal is of the matter, but these are the lawyer's and the court's acts.
        foreach (var path in new[] { "agency", "acceptance", "approval" })
        {
            (await visitor.Post($"{address}/{path}")).Status.ShouldBe(HttpStatusCode.Forbidden, path);
        }
    }

    [Fact]
    public async Task The_lawyer_sees_the_identity_number_masked_and_the_address_not_at_all()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁遮蔽");
        var id = await Scene.Apply(visitor);
        var own = (await visitor.Get($"/authorizations/{id:D}")).Readable;
        var lawyers = (await open.Scene.Agent.Get($"/authorizations/{id:D}")).Readable;

        own.ShouldContain("香港虚构道1号");
        lawyers.ShouldNotContain("香港虚构道1号");
        lawyers.ShouldContain("***(*)");
    }

    async Task<List<Authorization>> Applications(Visitor visitor)
    {
        var account = await AccountOf(visitor);
        await using var db = open.Court.Get<Reads>().Open();
        return await db.Set<Authorization>().Where(one => one.PrincipalId == account).ToListAsync();
    }

    static Task<Guid> CaseOf(Visitor visitor) => Scene.CaseOf(visitor);

    Task<Guid> AccountOf(Visitor visitor) => Task.FromResult(
        visitor == open.Scene.Principal ? open.Court.AccountOf("HKP") : Scene.AccountOf(visitor));
}

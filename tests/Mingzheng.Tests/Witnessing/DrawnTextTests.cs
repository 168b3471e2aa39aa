using System.Net;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Development;
using Mingzheng.Identity;
using Mingzheng.Tests.Hosting;
using Mingzheng.Web;
using Mingzheng.Witnessing;
using Mingzheng.Witnessing.Texts;
using Shouldly;
using Xunit;
using Authorization = Mingzheng.Witnessing.Authorization;

namespace Mingzheng.Tests.Witnessing;

/// <summary>What is agreed to is what the form drew: not another tab's language, nor the version of the day after (PIPL 14, AW-19).</summary>
[Trait("kind", "court")]
public sealed class DrawnTextTests(OpenCourt open) : IClassFixture<OpenCourt>
{
    const string Form = Scene.ApplicationForm;

    /// <summary>PIPL 14: the page was drawn in one language and sent when another tab had chosen another.</summary>
    [Fact]
    public async Task Each_consent_is_kept_in_the_language_in_which_it_was_drawn()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁两语");
        var page = await visitor.Get(Form);
        await visitor.Post("/language", ("language", "en"));
        var id = Guid.Parse((await visitor.Submit(page, Form, Scene.Application())).Path["/authorizations/".Length..]);

        var texts = open.Court.Get<LegalTexts>();
        await using var db = open.Court.Get<Reads>().Open();
        var consents = await db.Set<Consent>().Where(one => one.SubjectId == id).ToListAsync();
        consents.Count.ShouldBe(4);
        consents.ShouldAllBe(one => one.Language == "zh-Hans");
        consents.Single(one => one.TextId == "platform-rules/3").TextSha256.ShouldBe(texts.Version("platform-rules", "3", "zh-Hans").Sha256);
    }

    /// <summary>PIPL 14: a page from before a new version's midnight agrees to nothing that it did not show.</summary>
    [Fact]
    public async Task A_consent_to_a_text_that_is_not_in_force_is_asked_for_again_and_the_rest_stands_there()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁旧文");
        var texts = open.Court.Get<LegalTexts>();
        var page = await visitor.Get(Form);
        page.Form(Form).ShouldContain((DrawnText.Field, texts.Version("consents", "2", "zh-Hans").Drawn.ToString()));

        page = await visitor.Submit(page, Form, [.. Scene.Application("S4"), (DrawnText.Field, texts.Version("consents", "1", "zh-Hans").Drawn.ToString()),
            (DrawnText.Field, texts.Version("platform-rules", "2", "zh-Hans").Drawn.ToString())]);

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("href=\"#field-rules\"");
        page.Readable.ShouldContain("不是现行文本");
        page.Form(Form).ShouldContain(("powers", "S4"));
        page.Form(Form).ShouldNotContain(("rules", "yes"));
        page.Form(Form).ShouldNotContain(("consent-recording", "yes"));
        (await Applications(visitor)).ShouldBe(0);
        (await visitor.Submit(page, Form, Scene.Application("S4"))).Path.ShouldStartWith("/authorizations/");
    }

    /// <summary>PIPL 14: what was on the page is what is declared, whatever the cookie of another tab says.</summary>
    [Fact]
    public async Task Declarations_are_kept_in_the_language_in_which_they_were_drawn()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁两语");
        var id = await Scene.Apply(visitor);
        var address = $"/authorizations/{id:D}";
        using var agent = await open.Court.SignIn("LAW");
        var page = await agent.Get(address);
        await agent.Post("/language", ("language", "en"));
        await agent.Submit(page, $"{address}/agency", Scene.Agency());

        var english = open.Court.Get<LegalTexts>().Version("agent-declarations", "1", "en");
        (await agent.Get(address)).Readable.ShouldNotContain(english.Clauses[0].Text, customMessage: "joined, so the card is gone");
        await using var db = open.Court.Get<Reads>().Open();
        var agentId = open.Court.AccountOf("LAW");
        var declared = await db.Set<Consent>().Where(one => one.SubjectId == id && one.AccountId == agentId).ToListAsync();
        declared.Count.ShouldBe(5);
        declared.ShouldAllBe(one => one.Language == "zh-Hans" && one.TextSha256 != english.Sha256);
    }

    [Theory]
    [InlineData("agent-declarations/0 zh-Hans 00")]
    [InlineData("agent-declarations/1 fr 00")]
    [InlineData("nothing")]
    public async Task A_declaration_of_a_text_that_is_not_in_force_is_asked_for_again(string drawn)
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁旧文");
        var id = await Scene.Apply(visitor);
        var address = $"/authorizations/{id:D}";

        var page = await open.Scene.Agent.Submit(await open.Scene.Agent.Get(address), $"{address}/agency", [.. Scene.Agency(), (DrawnText.Field, drawn)]);

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("href=\"#field-declare-C-1\"");
        page.Form($"{address}/agency").ShouldNotContain(("declare-C-1", "yes"));
        page.Form($"{address}/agency").ShouldContain(("statement", Scene.ClientCheck));
        (await open.Scene.Row(id)).State.ShouldBe(AuthorizationState.Submitted);
        (await open.Scene.Agent.Submit(page, $"{address}/agency", Scene.Agency())).Path.ShouldBe(address);
        (await open.Scene.Row(id)).State.ShouldNotBe(AuthorizationState.Submitted);
    }

    /// <summary>PIPL 14: what is kept is what was drawn, whatever language another tab has chosen since.</summary>
    [Theory, DatabaseData]
    public async Task PIPL_29_The_consent_is_kept_in_the_language_in_which_it_was_drawn(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");
        var page = await person.Get("/me/identity");
        await person.Post("/language", ("language", "en"));

        (await Claim(person, page)).Path.ShouldBe("/me/identity/face");

        await using var db = court.Get<Reads>().Open();
        var consent = await db.Set<IdentityConsent>().SingleAsync();
        var text = court.Get<LegalTexts>().Version("identity-consent", "1", "zh-Hans");
        (consent.TextSha256, consent.Language).ShouldBe((text.Sha256, "zh-Hans"));
    }

    /// <summary>PIPL 14, 29: a page that drew another text, or none, agrees to nothing.</summary>
    [Theory]
    [InlineData("identity-consent/0 zh-Hans 00")]
    [InlineData("")]
    public async Task PIPL_29_A_consent_to_another_text_is_asked_for_again(string drawn)
    {
        await using var court = await CourtHost.Start();
        using var person = await court.SignIn("HKP");

        var page = await Claim(person, await person.Get("/me/identity"), (DrawnText.Field, drawn));

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain("field-consent-error");
        page.Form("/me/identity").ShouldNotContain(("consent", "yes"));
        page.Form("/me/identity").ShouldContain(("number", "A123456(3)"));
        (await court.Get<IdentityChecks>().Claimed(court.AccountOf("HKP"))).ShouldBeNull();
        (await Claim(person, page)).Path.ShouldBe("/me/identity/face");
    }

    static Task<Page> Claim(Visitor person, Page page, params (string, string)[] other) => person.Submit(page, "/me/identity",
        [("document", "hong-kong-identity-card"), ("number", "A123456(3)"), ("name", DemoPeople.Principal.Name), ("consent", "yes"), .. other]);

    async Task<int> Applications(Visitor visitor)
    {
        var account = Scene.AccountOf(visitor);
        await using var db = open.Court.Get<Reads>().Open();
        return await db.Set<Authorization>().CountAsync(one => one.PrincipalId == account);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mingzheng.Base.Database;
using Mingzheng.Base.Identifiers;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Rooms;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Development;

[Trait("kind", "court")]
public sealed class DemoTests
{
    [Theory, DatabaseData]
    public async Task The_demo_court_is_set_up_once(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        await court.Restart();
        using var visitor = court.Visitor();

        var people = JsonNode.Parse(await visitor.Http.GetStringAsync("/development/people"))!.AsArray();

        people.Select(person => person!["key"]!.GetValue<string>()).ShouldBe(["HKP", "LAW", "JDG", "CLK"]);
        (await court.EntriesOf($"court:{Mingzheng.Development.NamedId.Of("court"):D}")).ShouldHaveSingleItem().Kind.ShouldBe("development.seeded");
    }

    [Theory, DatabaseData]
    public async Task A_fresh_case_has_a_principal_who_can_sign_in_and_see_it(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var visitor = court.Visitor();
        using var answer = await visitor.Http.PostAsJsonAsync("/development/cases", new { principalName = "Wong Siu-ming", language = "en" });
        var made = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;

        using var principal = await court.SignInWith(made["phone"]!.GetValue<string>(), "en");
        var page = await principal.Get($"/cases/{made["case"]!.GetValue<string>()}");

        page.Readable.ShouldContain("Wong Siu-ming");
        page.Readable.ShouldContain(made["caseNumber"]!.GetValue<string>());
        HongKongIdentityCard.TryParse(made["documentNumber"]!.GetValue<string>(), out _, out _).ShouldBeTrue();
    }

    /// <summary>What <c>./run</c> prints: whoever reads it can sign in.</summary>
    [Fact]
    public async Task The_people_are_also_told_in_plain_text_with_their_numbers_and_roles()
    {
        await using var court = await CourtHost.Start();
        using var visitor = court.Visitor();
        using var question = new HttpRequestMessage(HttpMethod.Get, "/development/people") { Headers = { { "Accept", "text/plain" }, { "Accept-Language", "en" } } };
        using var answer = await visitor.Http.SendAsync(question);

        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Length.ShouldBe(Mingzheng.Development.DemoPeople.All.Count);
        lines[0].ShouldContain("+85291234567");
        lines[0].ShouldContain("陳大文");
        lines[0].ShouldContain("Principal, Hong Kong resident");
        lines[2].ShouldContain("Judge");
    }

    [Fact]
    public async Task The_page_shows_the_people_and_the_codes_sent()
    {
        await using var court = await CourtHost.Start();
        using var person = await court.SignIn("JDG");
        var code = await court.Sandboxes.CodeSentTo("+8613800000002");

        (await person.Get("/development")).Readable.ShouldContain(code);
    }

    /// <summary>One case holds one witnessing at a time; who tries the court out wants to go through it again.</summary>
    [Theory, DatabaseData]
    public async Task The_page_makes_a_further_case_whose_party_can_apply(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var visitor = court.Visitor("en");
        (await visitor.Submit(await visitor.Get("/development"), "/development", ("name", " "))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var page = await visitor.Submit(await visitor.Get("/development"), "/development", ("name", "Wong Siu-ming"));

        page.Readable.ShouldContain("Wong Siu-ming");
        var phone = System.Text.RegularExpressions.Regex.Matches(page.Readable, @"\+8529[0-9]{7}")[1].Value;
        using var party = await court.SignInWith(phone, "en");
        (await party.Get("/desk")).Readable.ShouldContain("Wong Siu-ming");
    }

    /// <summary>Whoever reaches a court in production must not find a page that lists codes.</summary>
    [Fact]
    public async Task In_production_there_is_no_development_page()
    {
        await using var court = await CourtHost.Start(settings:
            ["environment=Production", "Public:Address=https://court.example", "Log:Origin=court.example/log",
            $"Media:Secret={StandInMediaNode.Secret}", "Sandboxes:Allow=IdentityPlatform,LawyerRegistry,Sms,Mail,CertificateIssuer,Timestamps"]);
        using var visitor = court.Visitor();

        (await visitor.Get("/development")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.Get("/development/people")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}

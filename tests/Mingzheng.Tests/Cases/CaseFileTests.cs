using System.Net;
using System.Text;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Development;
using Mingzheng.Objects;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;
using Case = Mingzheng.Cases.Case;

namespace Mingzheng.Tests.Cases;

[Trait("kind", "court")]
public sealed class CaseFileTests
{
    static readonly Guid CaseId = NamedId.Of("case");
    static readonly string CasePath = $"/cases/{CaseId:D}";

    [Theory, DatabaseData]
    public async Task Party_and_court_see_the_case_and_a_stranger_does_not(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        foreach (var key in new[] { "HKP", "JDG", "CLK" })
        {
            using var person = await court.SignIn(key);
            var page = await person.Get(CasePath);
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Readable.ShouldContain(DemoPeople.OpposingCompany);
            var number = System.Text.RegularExpressions.Regex.Match(page.Text, "<h1 class=\"case-heading\">([^<]+)</h1>").Groups[1].Value;
            number.ShouldNotBeEmpty();
            page.Text[page.Text.IndexOf("<body", StringComparison.Ordinal)..].Split(number).Length.ShouldBe(2, "said once");
        }

        using var lawyer = await court.SignIn("LAW");
        (await lawyer.Get(CasePath)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await lawyer.Get($"/cases/{Guid.Empty}")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var nobody = court.Visitor();
        (await nobody.Get(CasePath)).Refusal.ShouldBe("SIGN_IN_FIRST");
    }

    /// <summary>ACC-AW-04: full agency was written, so the agent stands with general authority and cannot settle.</summary>
    [Theory, DatabaseData]
    public async Task An_agent_by_full_agency_cannot_settle(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        await Appoint(court, AgentPowers.Read("全权代理").Powers);
        using var lawyer = await court.SignIn("LAW", "en");

        var page = await lawyer.Get(CasePath);
        page.Readable.ShouldContain("special authority S4 missing");
        page.Text.ShouldContain("disabled");
        Should.Throw<InvalidOperationException>(() => page.Form($"{CasePath}/settlements"));
        var answer = await lawyer.Post($"{CasePath}/settlements", ("statement", "Agreed."));

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Refusal.ShouldBe("POWER_MISSING");
        (await court.EntriesOf(Case.StreamOf(CaseId))).ShouldContain(entry =>
            entry.Kind == "act.refused" && entry.Body["rule"]!.GetValue<string>() == "CPL-I-89");
        (await court.Get<CaseReader>().Of(CaseId))!.Dossier.ShouldBeEmpty();
    }

    [Theory, DatabaseData]
    public async Task An_agent_with_the_power_files_a_settlement_that_everyone_in_the_case_can_read(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        await Appoint(court, Powers.General.And(Powers.Parse("S4")));
        using var lawyer = await court.SignIn("LAW");

        var page = await lawyer.Submit(await lawyer.Get(CasePath), $"{CasePath}/settlements", ("statement", "双方同意分期偿还。"));

        page.Path.ShouldBe(CasePath);
        var item = (await court.Get<CaseReader>().Of(CaseId))!.Dossier.ShouldHaveSingleItem();
        (item.Code, item.Serial).ShouldBe(("F1", 1));
        using var principal = await court.SignIn("HKP");
        (await principal.Get($"{CasePath}/items/{item.Id:D}")).Text.ShouldBe("双方同意分期偿还。");
        court.FilesContaining("分期偿还").ShouldBeEmpty();
    }

    [Theory, DatabaseData]
    public async Task An_agent_whose_authority_ended_is_out_of_the_case(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        await Appoint(court, Powers.General, stages: "SecondInstance");
        using var lawyer = await court.SignIn("LAW");

        (await lawyer.Get(CasePath)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Invariant 3: what two authorizations of one lawyer give counts together, on the screen and in the act, whichever was first.</summary>
    [Theory, DatabaseData]
    public async Task Two_authorizations_of_one_lawyer_count_together(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        await Appoint(court, Powers.General);
        await Appoint(court, Powers.General.And(Powers.Parse("S4")));
        await Appoint(court, Powers.General.And(Powers.Parse("S7")));
        using var lawyer = await court.SignIn("LAW");

        var page = await lawyer.Submit(await lawyer.Get(CasePath), $"{CasePath}/settlements", ("statement", "双方同意分期偿还。"));

        page.Path.ShouldBe(CasePath);
        var found = (await court.Get<CaseReader>().Of(CaseId))!;
        found.Dossier.ShouldHaveSingleItem().Code.ShouldBe("F1");
        found.PowersOf(court.AccountOf("LAW")).ShouldBe(Powers.General.And(Powers.Parse("S4 S7")));
        found.PowersOf(court.AccountOf("HKP")).ShouldBe(Powers.None);
    }

    /// <summary>CPL 61: the third person is refused; a second authorization of one who stands already is none.</summary>
    [Theory, DatabaseData]
    public async Task A_third_agent_is_refused(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        await Appoint(court, Powers.General);
        await Appoint(court, Powers.General.And(Powers.Parse("S4")));
        await Appoint(court, Powers.General, agent: "CLK");
        await Appoint(court, Powers.General.And(Powers.Parse("S7")), agent: "CLK");

        var refused = await Should.ThrowAsync<Mingzheng.Base.RefusedException>(() => Appoint(court, Powers.General, agent: "JDG"));

        refused.Refusal.Code.ShouldBe("AGENT_THIRD");
    }

    [Theory, DatabaseData]
    public async Task Items_filed_at_once_are_numbered_without_holes(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => FileTwo(court)));

        (await court.Get<CaseReader>().Of(CaseId))!.Dossier.Select(item => item.Serial).ShouldBe(Enumerable.Range(1, 16));
    }

    [Theory]
    [InlineData("A3.1", true, true)]
    [InlineData("A2.1", false, true)]
    [InlineData("Z2", false, true)]
    public async Task A_paper_is_open_to_who_may_read_it(string code, bool toParty, bool toCourt)
    {
        await using var court = await CourtHost.Start();
        var item = await File(court, code);
        using var principal = await court.SignIn("HKP");
        using var clerk = await court.SignIn("CLK");

        (await principal.Get($"{CasePath}/items/{item:D}")).Status.ShouldBe(toParty ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        (await clerk.Get($"{CasePath}/items/{item:D}")).Status.ShouldBe(toCourt ? HttpStatusCode.OK : HttpStatusCode.NotFound);
    }

    /// <summary>W-24: the commitments of the other side, which print a full identity number, its certificate and its recording index stay closed.</summary>
    [Theory, DatabaseData]
    public async Task The_other_side_opens_the_power_of_attorney_and_the_record_and_nothing_more_of_them(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        await Appoint(court, Powers.General);
        using var other = await Witnessing.Scene.AnotherPrincipal(court, "梁对方", proven: false);
        await court.Get<Writer>().Do(NewCommand(), writing =>
        {
            writing.Db.Add(new CaseParty
            {
                Id = writing.NewId(),
                CaseId = CaseId,
                AccountId = Witnessing.Scene.AccountOf(other),
                Position = PartyPosition.ThirdParty,
                Kind = PartyKind.HongKongResident,
                Name = CaseParty.Seal(court.Get<DataKeys>().Of(Case.OwnerOf(CaseId)), "梁对方"),
            });
            return Task.CompletedTask;
        });
        var source = DossierItem.SourceOf((await court.Get<CaseReader>().Of(CaseId))!.Agents.Single().Authorization);
        using var principal = await court.SignIn("HKP");
        using var lawyer = await court.SignIn("LAW");

        foreach (var (code, isOpen) in new[] { ("A3.1", true), ("A3.3", true), ("A3.5", false), ("A3.6", false) })
        {
            var path = $"{CasePath}/items/{await File(court, code, source):D}";
            (await principal.Get(path)).Status.ShouldBe(HttpStatusCode.OK, code);
            (await lawyer.Get(path)).Status.ShouldBe(HttpStatusCode.OK, code);
            (await other.Get(path)).Status.ShouldBe(isOpen ? HttpStatusCode.OK : HttpStatusCode.NotFound, code);
            (await other.Get(CasePath)).Text.Contains($"href=\"{path}\"", StringComparison.Ordinal).ShouldBe(isOpen, code);
        }

        var commitment = $"{CasePath}/items/{await File(court, "A3.4", source, court.AccountOf("LAW")):D}";
        (await lawyer.Get(commitment)).Status.ShouldBe(HttpStatusCode.OK);
        (await principal.Get(commitment)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.Get(commitment)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>The papers are titled in Chinese: whoever reads the page in another language sees what each is, and its title beside.</summary>
    [Fact]
    public async Task A_reader_of_another_language_sees_what_a_paper_is()
    {
        await using var court = await CourtHost.Start();
        await File(court, "A3.1");
        await File(court, "B9");
        using var english = await court.SignIn("HKP", "en");
        using var chinese = await court.SignIn("HKP", "zh-Hans");

        var page = await english.Get(CasePath);
        page.Readable.ShouldMatch("Power of attorney\\s+(\\(not open to you\\)\\s+)?材料");
        page.Readable.Split("材料").Length.ShouldBe(3, "a paper whose place has no name has its title alone");
        (await chinese.Get(CasePath)).Readable.ShouldNotContain("授权委托书");
    }

    static async Task<Guid> File(CourtHost court, string code, string source = "test:1", Guid? givenBy = null)
    {
        var stored = await court.Get<ObjectStore>().Put(Case.OwnerOf(CaseId), "text/plain", Encoding.UTF8.GetBytes("paper"));
        return await court.Get<Writer>().Do(NewCommand(), async writing => (await Dossier.File(writing, CaseId, code, "材料", stored, source, givenBy)).Id);
    }

    static async Task FileTwo(CourtHost court)
    {
        var objects = court.Get<ObjectStore>();
        var first = await objects.Put(Case.OwnerOf(CaseId), "text/plain", Encoding.UTF8.GetBytes("one"));
        var second = await objects.Put(Case.OwnerOf(CaseId), "text/plain", Encoding.UTF8.GetBytes("two"));
        await court.Get<Writer>().Do(NewCommand(), async writing =>
        {
            await Dossier.File(writing, CaseId, "A1.3", "一", first, "test:1");
            await Dossier.File(writing, CaseId, "A1.3", "二", second, "test:1");
        });
    }

    static async Task Appoint(CourtHost court, Powers powers, string stages = "FirstInstance", string agent = "LAW")
    {
        var found = await court.Get<CaseReader>().Of(CaseId);
        var key = court.Get<DataKeys>().Of(Case.OwnerOf(CaseId));
        await court.Get<Writer>().Do(NewCommand(), writing => Representation.Begin(writing, new CaseAgent
        {
            Id = writing.NewId(),
            CaseId = CaseId,
            PartyId = found!.Parties[0].Id,
            AccountId = court.AccountOf(agent),
            Licence = DemoPeople.Lawyer.Licence!,
            Name = CaseAgent.Seal(key, DemoPeople.Lawyer.Name),
            Firm = DemoPeople.Firm,
            Powers = powers,
            Stages = stages,
            MayReceiveService = true,
            AuthorizationId = writing.NewId(),
            PowerOfAttorneySha256 = new string('0', 64),
            FromAt = writing.Now,
        }));
    }

    static Command NewCommand() => new(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "system", "test.act");
}

using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Objects;
using Mingzheng.Tests.Hosting;
using Mingzheng.Web;
using Mingzheng.Witnessing;
using Mingzheng.Witnessing.Accepting;
using Mingzheng.Witnessing.Texts;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>The lawyer takes the matter on and the court examines it (AW-21, witnessing rules 6 and 8.1).</summary>
[Trait("kind", "court")]
public sealed class AcceptingTests(OpenCourt open) : IClassFixture<OpenCourt>
{
    Visitor Agent => open.Scene.Agent;

    Visitor Judge => open.Scene.Judge;

    [Fact]
    public async Task AW_21_A_short_account_of_the_client_check_and_a_missing_declaration_are_refused()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁核查");
        var address = $"/authorizations/{await Scene.Apply(visitor):D}";
        var page = await Agent.Submit(await Agent.Get(address), $"{address}/agency", Scene.Agency("看过证件"));
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("href=\"#field-statement\"");

        page = await Agent.Post($"{address}/agency", [.. Scene.Agency().Where(one => one.Name != "declare-C-3")]);
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain("href=\"#field-declare-C-3\"");
        page.Text.ShouldContain(Scene.ClientCheck);
        (await open.Scene.Row(Guid.Parse(address[^36..]))).State.ShouldBe(AuthorizationState.Submitted);
    }

    /// <summary>Five mistakes in the same words tell nobody which one is left.</summary>
    [Fact]
    public async Task Each_declaration_that_is_missing_is_named()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁声明");
        var address = $"/authorizations/{await Scene.Apply(visitor):D}";
        await Agent.Get(address);
        var page = await Agent.Post($"{address}/agency", [.. Scene.Agency().Where(one => !one.Name.StartsWith("declare-", StringComparison.Ordinal))]);

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var words = new WordBook().All(Language.SimplifiedChinese);
        var named = AgentDeclarations.All.Select(one => words[$"witnessing.declaration.{one}"]).ToList();
        named.Distinct().Count().ShouldBe(AgentDeclarations.All.Count);
        named.ShouldAllBe(name => page.Readable.Contains($"请勾选声明：{name}。", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("phone", "")]
    [InlineData("phone", "call me")]
    [InlineData("phone", "123")]
    [InlineData("service-address", " ")]
    [InlineData("service-address", "广州市\u202e示例路")]
    public async Task W_7_1_The_lawyer_names_a_telephone_and_an_address_for_service(string field, string value)
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁送达");
        var address = $"/authorizations/{await Scene.Apply(visitor):D}";
        var page = await Agent.Submit(await Agent.Get(address), $"{address}/agency", [.. Scene.Agency().Where(one => one.Name != field), (field, value)]);

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Text.ShouldContain($"href=\"#field-{field}\"");
        (await open.Scene.Row(Guid.Parse(address[^36..]))).State.ShouldBe(AuthorizationState.Submitted);
    }

    [Fact]
    public async Task The_lawyers_statement_and_each_declaration_are_kept()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁声明");
        var id = await Scene.Apply(visitor);
        (await Agent.Get("/desk")).Text.ShouldContain($"/authorizations/{id:D}");
        await Scene.JoinAs(Agent, id);

        var row = await open.Scene.Row(id);
        row.AgentId.ShouldBe(open.Court.AccountOf("LAW"));
        AuthorizationFacts.Open(open.Court.Get<DataKeys>().Of($"case:{row.CaseId:D}"), row).ClientCheck.ShouldBe(Scene.ClientCheck);
        (await visitor.Get($"/authorizations/{id:D}")).Readable.ShouldContain(Scene.ServiceAddress);
        (await open.Court.DatabaseHolds(Scene.ServiceAddress)).ShouldBeFalse("What names the lawyer is sealed.");
        await using var db = open.Court.Get<Reads>().Open();
        var text = open.Court.Get<LegalTexts>().Version("agent-declarations", "1", "zh-Hans");
        var declared = await db.Set<Consent>().Where(one => one.SubjectId == id && one.AccountId == row.AgentId).ToListAsync();
        declared.Select(one => one.TextId).Order(StringComparer.Ordinal).ShouldBe(text.Clauses.Select(clause => $"agent-declarations/1#{clause.Id}"));
        declared.ShouldAllBe(one => one.TextSha256 == text.Sha256 && one.Language == "zh-Hans");
    }

    [Fact]
    public async Task RF_03_A_licence_lost_before_joining_or_before_acceptance_is_named()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁停业");
        var id = await Scene.Apply(visitor);
        var address = $"/authorizations/{id:D}";
        try
        {
            await TellRegister("suspended");
            await Agent.Get(address);
            (await Agent.Post($"{address}/agency", Scene.Agency())).Readable.ShouldContain(Words("refusal.LICENCE_NOT_PRACTISING"));
            (await open.Scene.Row(id)).State.ShouldBe(AuthorizationState.Submitted);

            await TellRegister("practising");
            await Scene.JoinAs(Agent, id);
            await GivePapers(visitor, id);
            await TellRegister("suspended");
            var page = await Judge.Get(address);
            page.Readable.ShouldContain(Words("refusal.LICENCE_NOT_PRACTISING"));
            page.Text.ShouldNotContain($"action=\"{address}/acceptance\"");
            (await Judge.Post($"{address}/acceptance")).Refusal.ShouldBe("LICENCE_NOT_PRACTISING");
            (await open.Court.EntriesOf($"authorization:{id:D}"))[^1].Kind.ShouldBe("act.refused");
        }
        finally
        {
            await TellRegister("practising");
        }
    }

    [Fact]
    public async Task A_register_that_does_not_answer_is_not_a_passed_check()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁失联");
        var id = await Scene.Apply(visitor);
        await Scene.JoinAs(Agent, id);
        await GivePapers(visitor, id);
        await Judge.Get("/desk");
        try
        {
            await open.Court.Sandboxes.Tell("lawyers", "fail");
            (await Judge.Post($"/authorizations/{id:D}/acceptance")).Refusal.ShouldBe("LAWYER_REGISTRY_UNAVAILABLE");
        }
        finally
        {
            await open.Court.Sandboxes.Tell("lawyers", "ok");
        }
    }

    /// <summary>A page that is drawn at every entry of the journal does not ask the register each time, nor wait for it; the act does.</summary>
    [Fact]
    public async Task C_4_A_page_shows_what_the_register_said_lately_and_the_acceptance_asks_anew()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁重看");
        var id = await Scene.Apply(visitor);
        await Scene.JoinAs(Agent, id);
        await GivePapers(visitor, id);
        var address = $"/authorizations/{id:D}";
        (await Judge.Get(address)).Text.ShouldContain($"action=\"{address}/acceptance\"");
        try
        {
            await open.Court.Sandboxes.Tell("lawyers", "fail");
            (await Judge.Get(address)).Text.ShouldContain($"action=\"{address}/acceptance\"");
            (await Judge.Post($"{address}/acceptance")).Refusal.ShouldBe("LAWYER_REGISTRY_UNAVAILABLE");
        }
        finally
        {
            await open.Court.Sandboxes.Tell("lawyers", "ok");
        }
    }

    [Fact]
    public async Task P_4_A_missing_paper_keeps_the_court_from_accepting()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁缺件");
        var id = await Scene.Apply(visitor);
        await Scene.JoinAs(Agent, id);
        await Scene.Upload(Agent, id, "licence", "licence.pdf", Scene.Pdf);
        var page = await Judge.Get($"/authorizations/{id:D}");

        page.Readable.ShouldContain("还缺这份材料");
        (await Judge.Post($"/authorizations/{id:D}/acceptance")).Refusal.ShouldBe("MATERIAL_MISSING");
    }

    [Fact]
    public async Task Acts_out_of_their_order_are_refused()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁次序");
        var id = await Scene.Apply(visitor);
        var address = $"/authorizations/{id:D}";
        await Judge.Get("/desk");
        (await Judge.Post($"{address}/acceptance")).Refusal.ShouldBe("WRONG_STATE");
        await visitor.Get(address);
        (await visitor.Post($"{address}/booking", ("start", "now"))).Refusal.ShouldBe("WRONG_STATE");

        await Scene.JoinAs(Agent, id);
        (await Agent.Post($"{address}/agency", Scene.Agency())).Refusal.ShouldBe("WRONG_STATE");
        await GivePapers(visitor, id);
        await Judge.Submit(await Judge.Get(address), $"{address}/acceptance");
        (await Scene.Upload(Agent, id, "licence", "late.pdf", Scene.Pdf)).Refusal.ShouldBe("MATERIALS_CLOSED");
        (await Judge.Post($"{address}/acceptance")).Refusal.ShouldBe("WRONG_STATE");
    }

    [Fact]
    public async Task C_1_A_lawyer_of_the_other_side_cannot_join()
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁对立");
        var id = await Scene.Apply(visitor);
        var row = await open.Scene.Row(id);
        await open.Court.Get<Writer>().Do(new Command(visitor.NewAct(), "system", "test.other-side"), async writing =>
        {
            var other = await writing.Db.Set<Mingzheng.Cases.CaseParty>().FirstAsync(party => party.CaseId == row.CaseId && party.Id != row.PartyId);
            writing.Db.Add(new Mingzheng.Cases.CaseAgent
            {
                Id = writing.NewId(), CaseId = row.CaseId, PartyId = other.Id, AccountId = open.Court.AccountOf("LAW"), Licence = Scene.Licence,
                Name = [], Firm = "示例律师事务所", Powers = Mingzheng.Cases.Powers.General, Stages = "FirstInstance", MayReceiveService = true,
                AuthorizationId = visitor.NewAct(), PowerOfAttorneySha256 = "", FromAt = writing.Now,
            });
        });
        await Agent.Get("/desk");

        (await Agent.Post($"/authorizations/{id:D}/agency", Scene.Agency())).Refusal.ShouldBe("AGENT_OPPOSING");
        (await open.Scene.Row(id)).State.ShouldBe(AuthorizationState.Submitted);
    }

    /// <summary>CPL 47: whoever has a part in the case sees no button, and is refused whatever is sent.</summary>
    [Theory]
    [InlineData("the lawyer who joined")]
    [InlineData("the lawyer named by the licence")]
    [InlineData("a party")]
    [InlineData("an agent whose authority ended")]
    public async Task CPL_47_A_judge_with_a_part_in_the_case_cannot_accept(string part)
    {
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁回避");
        var id = await Scene.Apply(visitor);
        await Scene.JoinAs(Agent, id);
        await GivePapers(visitor, id);
        var row = await open.Scene.Row(id);
        var isLawyer = part.StartsWith("the lawyer", StringComparison.Ordinal);
        var judge = open.Court.AccountOf(isLawyer ? "LAW" : "JDG");
        var official = isLawyer ? Agent : Judge;
        await Plant(async writing =>
        {
            switch (part)
            {
                case "a party":
                    writing.Db.Add(Recused.Party(writing, open.Court.Get<DataKeys>(), row.CaseId, judge));
                    break;
                case "an agent whose authority ended":
                    writing.Db.Add(Recused.Agent(writing, open.Court.Get<DataKeys>(), row, judge, ended: true));
                    break;
                case "the lawyer named by the licence":
                    // Joining is somebody else's; the licence alone shows whose matter it is.
                    await writing.Db.Set<Mingzheng.Witnessing.Authorization>().Where(one => one.Id == id)
                        .ExecuteUpdateAsync(set => set.SetProperty(one => one.AgentId, open.Court.AccountOf("CLK")));
                    break;
            }

            if (isLawyer && !await writing.Db.Set<Mingzheng.Courts.StaffMember>().AnyAsync(post => post.AccountId == judge))
            {
                writing.Db.Add(new Mingzheng.Courts.StaffMember
                {
                    AccountId = judge, CourtId = row.CourtId, Role = Mingzheng.Access.StaffRole.Judge, Name = "示例",
                });
            }
        });
        try
        {
            var page = await official.Get($"/authorizations/{id:D}");
            page.Readable.ShouldContain(Words("refusal.JUDGE_RECUSED"));
            page.Text.ShouldNotContain($"action=\"/authorizations/{id:D}/acceptance\"");
            var answer = await official.Post($"/authorizations/{id:D}/acceptance");
            (answer.Status, answer.Refusal).ShouldBe((HttpStatusCode.Forbidden, "JUDGE_RECUSED"));
            (await open.Scene.Row(id)).State.ShouldBe(AuthorizationState.MaterialCheck);
            (await open.Court.EntriesOf($"authorization:{id:D}"))[^1].Body["rule"]!.GetValue<string>().ShouldBe("CPL-47");
        }
        finally
        {
            await Plant(writing => writing.Db.Set<Mingzheng.Courts.StaffMember>()
                .Where(post => post.AccountId == open.Court.AccountOf("LAW")).ExecuteDeleteAsync());
        }
    }

    /// <summary>CPL 47: a part that came after the acceptance keeps the judge from being booked and from approving.</summary>
    [Fact]
    public async Task CPL_47_A_judge_who_became_an_agent_is_not_booked_and_does_not_approve()
    {
        await using var court = await CourtHost.Start();
        using var scene = await Scene.Accepted(court, urgent: true);
        var row = await scene.Row(scene.Authorization);
        var agent = Guid.Empty;
        await Plant(court, writing =>
        {
            var own = Recused.Agent(writing, court.Get<DataKeys>(), row, court.AccountOf("JDG"), ended: false);
            agent = own.Id;
            writing.Db.Add(own);
            return Task.CompletedTask;
        });

        await scene.Principal.Get($"{scene.Address}/booking");
        (await scene.Principal.Post($"{scene.Address}/booking", ("start", "now"))).Refusal.ShouldBe("JUDGE_RECUSED");
        await Plant(court, writing => writing.Db.Set<Mingzheng.Cases.CaseAgent>().Where(one => one.Id == agent).ExecuteDeleteAsync());
        await scene.Book("now");
        await Plant(court, async writing =>
        {
            (await writing.Hold<Mingzheng.Witnessing.Authorization>(scene.Authorization)).Close(writing.Now);
            writing.Db.Add(Recused.Agent(writing, court.Get<DataKeys>(), row, court.AccountOf("JDG"), ended: false));
        });
        await scene.Judge.Get("/desk");

        var answer = await scene.Judge.Post($"{scene.Address}/approval");

        (answer.Status, answer.Refusal).ShouldBe((HttpStatusCode.Forbidden, "JUDGE_RECUSED"));
        (await scene.Row(scene.Authorization)).State.ShouldBe(AuthorizationState.UnderReview);
    }

    [Fact]
    public async Task A_clerk_sees_the_checks_but_does_not_accept()
    {
        using var clerk = await open.Court.SignIn("CLK");
        using var visitor = await Scene.AnotherPrincipal(open.Court, "梁书记");
        var id = await Scene.Apply(visitor);
        await Scene.JoinAs(Agent, id);

        (await clerk.Get($"/authorizations/{id:D}")).Status.ShouldBe(HttpStatusCode.OK);
        (await clerk.Post($"/authorizations/{id:D}/acceptance")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    Task Plant(Func<Writing, Task> work) => Plant(open.Court, work);

    static Task Plant(CourtHost court, Func<Writing, Task> work) =>
        court.Get<Writer>().Do(new Command(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "system", "test.plant"), work);

    async Task GivePapers(Visitor principal, Guid id)
    {
        await Scene.Upload(principal, id, "identity-paper", "card.png", Scene.Png);
        await Scene.Upload(Agent, id, "licence", "licence.pdf", Scene.Pdf);
        await Scene.Upload(Agent, id, "firm-letter", "letter.pdf", Scene.Pdf);
    }

    async Task TellRegister(string status)
    {
        using var answer = await open.Court.Sandboxes.Http.PutAsJsonAsync($"/control/lawyers/{Scene.Licence}", new { status });
        answer.EnsureSuccessStatusCode();
    }

    string Words(string key) => open.Court.Get<Mingzheng.Web.WordBook>().Find(Mingzheng.Web.Language.SimplifiedChinese, key)!;
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing;
using Mingzheng.Witnessing.Accepting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>
/// Whoever holds the telephone of a party signs in as that party; the paper shown before the camera says who it is. An authority is given by the
/// party and by nobody else (P-1, AW-R8, ACC-AW-01).
/// </summary>
[Trait("kind", "court")]
public sealed class PrincipalIsPartyTests
{
    const string Form = Scene.ApplicationForm;
    const string Card = "G123456(A)";

    [Theory, DatabaseData]
    public async Task P_1_Somebody_else_on_the_account_of_a_party_cannot_apply(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var visitor = await Scene.AnotherPrincipal(court, "陳大文", proven: false);
        await Scene.ProveIdentity(visitor, "hong-kong-identity-card", Card, "王小明");

        var page = await visitor.Get(Form);
        page.Readable.ShouldContain("您核验的姓名与本案当事人姓名不一致");
        page.Text.ShouldNotContain($"action=\"{Form}\"", Case.Sensitive, "There is nothing to fill in.");
        page = await visitor.Post(Form, [.. Scene.Application()]);

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Readable.ShouldContain("请用当事人本人的证件核验");
        await using var db = court.Get<Reads>().Open();
        (await db.Set<Mingzheng.Witnessing.Authorization>().CountAsync()).ShouldBe(0);
    }

    [Theory, DatabaseData]
    public async Task P_1_A_name_in_other_characters_is_for_the_judge_to_decide_by_name(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var scene = await Scene.SignedIn(court);
        using var visitor = await Scene.AnotherPrincipal(court, "葉國華", proven: false);
        await Scene.ProveIdentity(visitor, "hong-kong-identity-card", Card, "叶国华");
        var id = await Scene.Apply(visitor);
        await Ready(scene, visitor, id);
        var address = $"/authorizations/{id:D}";

        var page = await scene.Judge.Get(address);
        page.Readable.ShouldContain("葉國華 / 叶国华");
        page.Readable.ShouldContain("由您决定");
        page = await scene.Judge.Submit(page, $"{address}/acceptance", ("urgent", "yes"));
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.Text.ShouldContain($"href=\"#field-{AcceptAuthorization.SamePerson}\"");
        page.Form($"{address}/acceptance").ShouldContain(("urgent", "yes"));
        (await scene.Row(id)).State.ShouldBe(AuthorizationState.MaterialCheck);

        page = await scene.Judge.Submit(page, $"{address}/acceptance", (AcceptAuthorization.SamePerson, "yes"));

        page.Status.ShouldBe(HttpStatusCode.OK, page.Readable);
        (await scene.Row(id)).State.ShouldBe(AuthorizationState.Accepted);
        var entry = (await court.EntriesOf($"authorization:{id:D}")).Single(one => one.Kind == "witnessing.names-confirmed");
        entry.Actor.ShouldBe($"account:{court.AccountOf("JDG"):D}");
        entry.Body["judge"]!.GetValue<string>().ShouldBe($"{court.AccountOf("JDG"):D}");
        entry.Body["party"]!.GetValue<string>().ShouldBe($"{(await scene.Row(id)).PartyId:D}");
        entry.Body.ToJsonString().ShouldNotContain("叶");
    }

    /// <summary>The check is made anew at the acceptance: an account may have proved another identity since.</summary>
    [Theory, DatabaseData]
    public async Task P_1_Another_identity_proved_after_the_application_keeps_the_court_from_accepting(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var scene = await Scene.SignedIn(court);
        using var visitor = await Scene.AnotherPrincipal(court, "梁換人");
        var id = await Scene.Apply(visitor);
        await Ready(scene, visitor, id);
        await Scene.ProveIdentity(visitor, "hong-kong-identity-card", Card, "王小明");
        var address = $"/authorizations/{id:D}";

        var page = await scene.Judge.Get(address);

        page.Readable.ShouldContain("梁換人 / 梁換人 / 王小明");
        page.Text.ShouldNotContain($"action=\"{address}/acceptance\"");
        (await scene.Judge.Post($"{address}/acceptance", (AcceptAuthorization.SamePerson, "yes"))).Refusal.ShouldBe("PRINCIPAL_NOT_PARTY");
        (await scene.Row(id)).State.ShouldBe(AuthorizationState.MaterialCheck);
    }

    static async Task Ready(Scene scene, Visitor principal, Guid id)
    {
        await Scene.JoinAs(scene.Agent, id);
        await Scene.Upload(principal, id, "identity-paper", "card.png", Scene.Png);
        await Scene.Upload(scene.Agent, id, "licence", "licence.pdf", Scene.Pdf);
        await Scene.Upload(scene.Agent, id, "firm-letter", "letter.pdf", Scene.Pdf);
    }
}

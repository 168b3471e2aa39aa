using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Objects;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing;
using Mingzheng.Witnessing.Review;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>
/// Both sides come to their meetings with nobody in the case yet, and the approvals follow each other: what was no bar at the acceptance may be
/// one at the approval (witnessing rules 6).
/// </summary>
[Trait("kind", "court")]
public sealed class ConflictAtApprovalTests
{
    [Theory]
    [DatabaseData("LAW", "别处律师事务所", "AGENT_OPPOSING")]
    [DatabaseData("CLK", "", "AGENT_FIRM_OPPOSING")]
    public async Task C_1_C_2_An_agent_is_not_approved_when_the_other_side_has_that_lawyer_or_firm_by_now(
        DatabaseKind database, string account, string firm, string refused)
    {
        await using var court = await CourtHost.Start(database);
        using var scene = await Scene.Booked(court);
        var keys = court.Get<DataKeys>();
        await court.Plant(async db => (await db.FindAsync<Authorization>(scene.Authorization))!.Close(TimeProvider.System.GetUtcNow()));
        var row = await scene.Row(scene.Authorization);
        var ownFirm = AuthorizationFacts.Open(keys.Of(Mingzheng.Cases.Case.OwnerOf(row.CaseId)), row).AgentFirm;
        await court.Plant(async db =>
        {
            var other = await db.Set<CaseParty>().FirstAsync(party => party.CaseId == row.CaseId && party.Id != row.PartyId);
            db.Add(new CaseAgent
            {
                Id = scene.Judge.NewAct(), CaseId = row.CaseId, PartyId = other.Id, AccountId = court.AccountOf(account), Licence = "14401201511223344",
                Name = [], Firm = firm.Length > 0 ? firm : ownFirm, Powers = Powers.General, Stages = "FirstInstance", MayReceiveService = true,
                AuthorizationId = scene.Judge.NewAct(), PowerOfAttorneySha256 = "", FromAt = TimeProvider.System.GetUtcNow(),
            });
        });
        await scene.Judge.Get(scene.Address);

        (await scene.Judge.Post($"{scene.Address}/approval")).Refusal.ShouldBe(refused, "before anything is sealed");
        var inside = await Should.ThrowAsync<RefusedException>(() => court.Get<Writer>().Do(
            new Command(scene.Judge.NewAct(), "system", "test.approve"),
            writing => Approve.Write(writing, scene.Authorization, court.AccountOf("JDG"), null!, null!, keys)));

        inside.Refusal.Code.ShouldBe(refused, "when the other approval came in between");
        (await scene.Row(scene.Authorization)).State.ShouldBe(AuthorizationState.UnderReview);
    }
}

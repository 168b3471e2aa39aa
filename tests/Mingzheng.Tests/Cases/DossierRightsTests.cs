using Mingzheng.Access;
using Mingzheng.Cases;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Cases;

/// <summary>W-24: of an agent's authority the other side has the power of attorney and the record; identity papers are their giver's.</summary>
public sealed class DossierRightsTests
{
    static readonly Guid Giver = Id(1), GiversAgent = Id(2), FormerAgent = Id(3), Other = Id(4), OthersAgent = Id(5);
    static readonly Guid Authorization = Id(9), GivingParty = Id(11), OtherParty = Id(14);
    static readonly DateTimeOffset Now = new(2026, 4, 8, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("A3.1", true)]
    [InlineData("A3.3", true)]
    [InlineData("A3.5", false)]
    [InlineData("A3.6", false)]
    [InlineData("A1.1", true)]
    [InlineData("F1", true)]
    [InlineData("A2.1", false)]
    public void The_other_side_opens_what_the_spec_gives_it(string code, bool mayOtherSide)
    {
        var item = Item(code, DossierItem.SourceOf(Authorization));

        MayOpen(item, Standing.Party, Giver).ShouldBeTrue();
        MayOpen(item, Standing.Agent, GiversAgent).ShouldBeTrue();
        MayOpen(item, Standing.CourtJudge, Id(6)).ShouldBeTrue();
        MayOpen(item, Standing.Party, Other).ShouldBe(mayOtherSide);
        MayOpen(item, Standing.Agent, OthersAgent).ShouldBe(mayOtherSide);
        MayOpen(item, Standing.None, Giver).ShouldBeFalse();
    }

    /// <summary>Principal and agent see each other's number and address masked: a commitment is its giver's and the court's, not the side's.</summary>
    [Fact]
    public void A_commitment_is_open_to_its_giver_and_the_court_alone()
    {
        var (ofParty, ofAgent, ofNobody) = (Commitment(Giver), Commitment(GiversAgent), Commitment(null));
        MayOpen(ofParty, Standing.Party, Giver).ShouldBeTrue();
        MayOpen(ofParty, Standing.Agent, GiversAgent).ShouldBeFalse();
        MayOpen(ofAgent, Standing.Agent, GiversAgent).ShouldBeTrue();
        MayOpen(ofAgent, Standing.Party, Giver).ShouldBeFalse();
        foreach (var item in new[] { ofParty, ofAgent, ofNobody })
        {
            MayOpen(item, Standing.Clerk, Id(6)).ShouldBeTrue();
            MayOpen(item, Standing.Party, Other).ShouldBeFalse();
            MayOpen(item, Standing.Agent, OthersAgent).ShouldBeFalse();
        }

        MayOpen(ofNobody, Standing.Party, Giver).ShouldBeFalse();
        MayOpen(ofAgent, Standing.None, GiversAgent).ShouldBeFalse("Who acts no more in the case.");
    }

    [Fact]
    public void Who_acts_no_more_for_the_giver_is_of_that_side_no_more() =>
        MayOpen(Item("A3.5", DossierItem.SourceOf(Authorization)), Standing.Agent, FormerAgent).ShouldBeFalse();

    [Fact]
    public void A_paper_of_the_side_volume_is_open_to_no_party() =>
        MayOpen(Item("Z2", DossierItem.SourceOf(Authorization)), Standing.Party, Giver).ShouldBeFalse();

    static bool MayOpen(DossierItem item, Standing standing, Guid account) => DossierRights.MayOpen(item, standing, account, new CaseFacts(
        Id(20), Id(21), "（2026）粤01民初1号", "民间借贷纠纷", Stage.FirstInstance, Now,
        [
            new PartyFacts(GivingParty, Giver, PartyPosition.Plaintiff, PartyKind.HongKongResident, "甲"),
            new PartyFacts(OtherParty, Other, PartyPosition.Defendant, PartyKind.HongKongResident, "乙"),
        ],
        [Agent(GivingParty, GiversAgent, true, Authorization), Agent(GivingParty, FormerAgent, false, Id(8)), Agent(OtherParty, OthersAgent, true, Id(7))], []));

    static AgentFacts Agent(Guid party, Guid account, bool isActive, Guid authorization) =>
        new(Id(30), party, account, "丙", "", "", Powers.General, true, isActive, Now, null, authorization);

    static DossierItem Commitment(Guid? giver) => Item("A3.4", DossierItem.SourceOf(Authorization), giver);

    static DossierItem Item(string code, string source, Guid? giver = null) => new()
    {
        Id = Id(40), CaseId = Id(20), Code = code, Serial = 1, Title = "材料", ObjectId = Id(41), Sha256 = "", Source = source, GivenBy = giver, At = Now,
    };

    static Guid Id(int number) => new(number, 0, 7, [0x80, 0, 0, 0, 0, 0, 0, 0]);
}

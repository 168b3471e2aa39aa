using Mingzheng.Cases;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Cases;

/// <summary>Invariant 3 (powers are the union of what has effect now) and CPL 61 (two persons per party).</summary>
public sealed class RepresentationTests
{
    static readonly DateTimeOffset Now = new(2026, 4, 8, 2, 0, 0, TimeSpan.Zero);

    static readonly Guid Lawyer = Guid.Parse("00000000-0000-7000-8000-000000000001");

    [Fact]
    public void Powers_are_the_union_of_what_has_effect_now_for_this_stage()
    {
        CaseAgent[] rows =
        [
            Authorized("G1 G2"), Authorized("S4"), Authorized("S7", stages: "FirstInstance SecondInstance"), Authorized("S6", stages: "SecondInstance"),
            Authorized("S9", until: Now), Authorized("S10", from: Now.AddSeconds(1)), Authorized("S8", ended: Now),
        ];

        Representation.PowersOf(rows, Stage.FirstInstance, Now).ToString().ShouldBe("G1 G2 S4 S7");
        Representation.PowersOf(rows, Stage.SecondInstance, Now).ToString().ShouldBe("S6 S7");
        Representation.PowersOf([], Stage.FirstInstance, Now).ShouldBe(Powers.None);
    }

    [Theory]
    [InlineData("", "1", true)]
    [InlineData("1 1 1", "1", true)]
    [InlineData("1 1 1", "2", true)]
    [InlineData("1 2 2", "1", true)]
    [InlineData("1 2", "3", false)]
    [InlineData("1 1 2", "", false)]
    [InlineData("1 1", "", true)]
    public void CPL_61_counts_persons_and_not_authorizations(string standing, string agent, bool may) =>
        (Representation.MayBegin(standing.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Account), agent.Length == 0 ? null : Account(agent)) is null)
            .ShouldBe(may);

    static Guid Account(string digit) => Guid.Parse($"00000000-0000-7000-8000-00000000000{digit}");

    static CaseAgent Authorized(string powers, string stages = "FirstInstance", DateTimeOffset? from = null, DateTimeOffset? until = null, DateTimeOffset? ended = null) => new()
    {
        Id = Lawyer, CaseId = Lawyer, PartyId = Lawyer, AccountId = Lawyer, Licence = "", Name = [], Firm = "", Powers = Powers.Parse(powers),
        Stages = stages, MayReceiveService = true, AuthorizationId = Lawyer, PowerOfAttorneySha256 = "", FromAt = from ?? Now.AddDays(-1), UntilAt = until,
        EndedAt = ended,
    };
}

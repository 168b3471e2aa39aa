using Mingzheng.Witnessing.Texts;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>W-7.1 no. 4: later stages need a tick of their own, so a power of a later stage is not given without it.</summary>
public sealed class StagesOfPowersTests
{
    [Theory]
    [InlineData("S4 S7", "first-instance", null)]
    [InlineData("S6", "first-instance", null)]
    [InlineData("S9", "first-instance", "ENFORCEMENT_STAGE_MISSING")]
    [InlineData("S9", "first-instance enforcement", null)]
    [InlineData("S11", "first-instance second-instance", "RETRIAL_STAGE_MISSING")]
    [InlineData("S11", "retrial", null)]
    [InlineData("S12", "first-instance enforcement", "BANKRUPTCY_STAGE_MISSING")]
    [InlineData("S12", "bankruptcy", null)]
    [InlineData("S9 S12", "bankruptcy", "ENFORCEMENT_STAGE_MISSING")]
    [InlineData("", "first-instance", null)]
    public void W_7_1_A_power_of_a_later_stage_needs_the_tick_of_that_stage(string powers, string stages, string? code) =>
        (StagesOfPowers.Objection(powers.Split(' '), stages.Split(' '))?.Code).ShouldBe(code);
}

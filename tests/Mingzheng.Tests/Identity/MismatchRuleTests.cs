using Mingzheng.Identity;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Identity;

/// <summary>ACC-AW-08, witnessing rules 23: three mismatches close the comparison for a day, not for ever. Hours since the first one.</summary>
public sealed class MismatchRuleTests
{
    static readonly DateTimeOffset First = new(2026, 4, 8, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", 0, 3, null)]
    [InlineData("0", 1, 2, null)]
    [InlineData("0 1", 1, 1, null)]
    [InlineData("0 1 2", 2, 0, 26.0)]
    [InlineData("0 1 2", 25.99, 0, 26.0)]
    [InlineData("0 1 2", 26, 3, null)]
    [InlineData("0 1 2 2", 3, 0, 26.0)]
    [InlineData("0 1 2 26", 26, 2, null)]
    [InlineData("0 1 2 26 27 28", 28, 0, 52.0)]
    [InlineData("0 1 2 26 27 28", 52, 3, null)]
    public void ACC_AW_08_Three_mismatches_close_the_way_for_a_day(string mismatches, double now, int triesLeft, double? closedUntil)
    {
        var hours = mismatches.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(hour => First.AddHours(int.Parse(hour, null)));

        MismatchRule.Of(hours, First.AddHours(now), TimeSpan.FromHours(24))
            .ShouldBe(new Tries(triesLeft, closedUntil is { } until ? First.AddHours(until) : null));
    }
}

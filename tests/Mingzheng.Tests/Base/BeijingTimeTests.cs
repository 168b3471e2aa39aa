using Mingzheng.Base;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Base;

/// <summary>The legal clock (litigation-rules 6: periods end at 24:00 Beijing time).</summary>
public sealed class BeijingTimeTests
{
    [Theory]
    [InlineData("2025-12-31T15:59:59.999999Z", "2025-12-31")]
    [InlineData("2025-12-31T16:00:00Z", "2026-01-01")]
    [InlineData("2025-12-31T18:00:00-05:00", "2026-01-01")]
    public void The_legal_date_changes_at_midnight_in_beijing(string instant, string date) =>
        BeijingTime.IsoDate(BeijingTime.DateOf(Instant(instant))).ShouldBe(date);

    [Fact]
    public void A_legal_date_ends_where_the_next_begins()
    {
        var date = new DateOnly(2025, 9, 28);

        BeijingTime.EndOf(date).ShouldBe(BeijingTime.StartOf(date.AddDays(1)));
        BeijingTime.EndOf(date).ShouldBe(Instant("2025-09-28T16:00:00Z"));
        BeijingTime.Instant(date, new TimeOnly(9, 30)).ShouldBe(Instant("2025-09-28T01:30:00Z"));
    }

    [Fact]
    public void A_document_prints_beijing_wall_clock_time()
    {
        BeijingTime.Chinese(Instant("2025-09-17T06:05:00Z")).ShouldBe("2025年9月17日14时05分");
        BeijingTime.Chinese(new DateOnly(2025, 9, 17)).ShouldBe("2025年9月17日");
    }

    [Fact]
    public void Only_iso_dates_are_read_back()
    {
        BeijingTime.ParseIsoDate("2025-09-17").ShouldBe(new DateOnly(2025, 9, 17));
        Should.Throw<FormatException>(() => BeijingTime.ParseIsoDate("17/09/2025"));
    }

    static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

using Mingzheng.Web;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

/// <summary>Both clocks on every screen .</summary>
public sealed class CourtTimeTests
{
    static readonly DateTimeOffset Instant = new(2026, 4, 8, 1, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("zh-Hans", "Asia/Shanghai", "2026年4月8日 周三 09:30")]
    [InlineData("zh-Hant", "Asia/Hong_Kong", "2026年4月8日 週三 09:30")]
    [InlineData("en", "America/Vancouver", "Tue 7 April 2026, 18:30")]
    [InlineData("en", "Asia/Kolkata", "Wed 8 April 2026, 07:00")]
    public void An_instant_is_written_in_the_language_and_zone_of_the_person(string language, string zone, string expected)
    {
        CourtTime.Format(Instant, CourtTime.Zone(zone)!, Language.ByTag(language)!).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Asia/Shanghai", "UTC+8")]
    [InlineData("Asia/Kolkata", "UTC+5:30")]
    [InlineData("America/St_Johns", "UTC−2:30")]
    [InlineData("UTC", "UTC+0")]
    public void An_offset_is_written_as_people_write_it(string zone, string expected)
    {
        CourtTime.Offset(Instant, CourtTime.Zone(zone)!).ShouldBe(expected);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("Nowhere/Nothing")]
    [InlineData("")]
    [InlineData(null)]
    public void A_zone_that_does_not_exist_is_no_zone(string? name)
    {
        CourtTime.Zone(name).ShouldBeNull();
    }
}

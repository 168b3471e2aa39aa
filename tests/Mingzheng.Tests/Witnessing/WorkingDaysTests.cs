using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Mingzheng.Calendar;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>Which days a court works (witnessing rules 18): by what was announced for the year, and without it by the law alone.</summary>
public sealed class WorkingDaysTests
{
    static readonly WorkingDays Announced = Of(null);

    /// <summary>2026 as the State Council announced it; each with its day before and after.</summary>
    [Theory]
    [InlineData("2026-01-01", false)]
    [InlineData("2026-01-02", false)]
    [InlineData("2026-01-04", true)]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-02-15", false)]
    [InlineData("2026-02-23", false)]
    [InlineData("2026-02-24", true)]
    [InlineData("2026-02-28", true)]
    [InlineData("2026-04-03", true)]
    [InlineData("2026-04-06", false)]
    [InlineData("2026-04-07", true)]
    [InlineData("2026-05-05", false)]
    [InlineData("2026-05-06", true)]
    [InlineData("2026-05-09", true)]
    [InlineData("2026-06-19", false)]
    [InlineData("2026-06-22", true)]
    [InlineData("2026-09-20", true)]
    [InlineData("2026-09-25", false)]
    [InlineData("2026-10-07", false)]
    [InlineData("2026-10-08", true)]
    [InlineData("2026-10-10", true)]
    [InlineData("2026-10-11", false)]
    public void W_18_In_2026_the_court_works_as_announced(string day, bool works) => Announced.Contains(Day(day)).ShouldBe(works);

    /// <summary>Regulation on Public Holidays, article 2: those it fixes by the date are known for every year.</summary>
    [Theory]
    [InlineData("2031-01-01", false)]
    [InlineData("2031-01-02", true)]
    [InlineData("2031-05-01", false)]
    [InlineData("2031-05-02", false)]
    [InlineData("2031-10-01", false)]
    [InlineData("2031-10-03", false)]
    [InlineData("2031-10-04", false)]
    [InlineData("2031-10-06", true)]
    [InlineData("2031-10-11", false)]
    public void Of_a_year_that_nobody_has_announced_the_fixed_holidays_are_off(string day, bool works) => Announced.Contains(Day(day)).ShouldBe(works);

    [Fact]
    public void A_court_adds_a_year_or_replaces_one()
    {
        using var folder = new TemporaryFolder();
        folder.Write("days.json", """{"2027": {"off": ["2027-02-08/2027-02-10", "2027-04-05"], "worked": ["2027-02-13"]}, "2026": {"off": [], "worked": []}}"""u8.ToArray());
        var days = Of(folder["days.json"]);

        days.Contains(Day("2027-02-09")).ShouldBeFalse();
        days.Contains(Day("2027-02-13")).ShouldBeTrue();
        days.Contains(Day("2027-04-05")).ShouldBeFalse();
        days.Contains(Day("2027-04-06")).ShouldBeTrue();
        days.Contains(Day("2026-02-17")).ShouldBeTrue("the court's own table of that year says nothing else");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"2027": {"off": []}}""")]
    [InlineData("""{"2027": {"off": [], "worked": [], "half": []}}""")]
    [InlineData("""{"2027": {"off": ["2026-12-31"], "worked": []}}""")]
    [InlineData("""{"2027": {"off": ["2027-02-10/2027-02-08"], "worked": []}}""")]
    [InlineData("""{"2027": {"off": ["soon"], "worked": []}}""")]
    [InlineData("""{"2027": {"off": [], "worked": ["2027-02-12"]}}""")]
    [InlineData("""{"2027": {"off": ["2027-02-13"], "worked": ["2027-02-13"]}}""")]
    public void A_table_that_cannot_be_stops_the_start(string table)
    {
        using var folder = new TemporaryFolder();
        folder.Write("days.json", Encoding.UTF8.GetBytes(table));

        Should.Throw<InvalidOperationException>(() => Of(folder["days.json"])).Message.ShouldContain("Calendar:WorkingDays");
    }

    [Fact]
    public void A_table_that_is_not_there_stops_the_start() =>
        Should.Throw<InvalidOperationException>(() => Of("/nowhere/days.json")).Message.ShouldContain("/nowhere/days.json");

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static WorkingDays Of(string? path) => WorkingDays.From(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Calendar:WorkingDays"] = path }).Build());
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mingzheng.Base;

namespace Mingzheng.Calendar;

/// <summary>
/// On which days the court works. The State Council announces for each year which days are off and which weekends are worked for it;
/// <c>working-days.json</c> holds what was announced, and the file that <c>Calendar:WorkingDays</c> names adds years or replaces them. A year that
/// nobody has written down has Monday to Friday, without the holidays that the Regulation on Public Holidays fixes by the date.
/// </summary>
public sealed class WorkingDays
{
    const string Setting = "Calendar:WorkingDays";
    const string Table = "calendar/working-days.json";

    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>New Year's Day, Labour Day and the day after, National Day and the two days after. All others follow the moon or a term of the sun.</summary>
    static readonly (int Month, int Day)[] FixedHolidays = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)];

    readonly IReadOnlyDictionary<int, Year> years;

    WorkingDays(IReadOnlyDictionary<int, Year> years) => this.years = years;

    /// <exception cref="InvalidOperationException">The file that the setting names cannot be read or says something that cannot be.</exception>
    public static WorkingDays From(IConfiguration configuration)
    {
        using var announced = typeof(WorkingDays).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException($"{Table} is not in the program.");
        var years = Read(announced);
        if (configuration[Setting] is { Length: > 0 } path)
        {
            try
            {
                using var file = File.OpenRead(path);
                foreach (var (year, days) in Read(file))
                {
                    years[year] = days;
                }
            }
            catch (Exception fault) when (fault is JsonException or FormatException or IOException or UnauthorizedAccessException)
            {
                throw new InvalidOperationException($"{Setting} names {path}, which is no table of working days: {fault.Message}", fault);
            }
        }

        return new WorkingDays(years);
    }

    public bool Contains(DateOnly day) => years.TryGetValue(day.Year, out var year)
        ? year.Worked.Contains(day) || (!IsWeekend(day) && !year.Off.Contains(day))
        : !IsWeekend(day) && !FixedHolidays.Contains((day.Month, day.Day));

    public DateOnly After(DateOnly day)
    {
        do
        {
            day = day.AddDays(1);
        }
        while (!Contains(day));
        return day;
    }

    static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    static Dictionary<int, Year> Read(Stream json) =>
        (JsonSerializer.Deserialize<Dictionary<int, Announced>>(json, Strict) ?? throw new JsonException("The file is empty."))
        .ToDictionary(year => year.Key, year => new Year(Off(year.Key, year.Value), Worked(year.Key, year.Value)));

    static HashSet<DateOnly> Off(int year, Announced announced) => [.. announced.Off.SelectMany(DaysOf).Select(day => In(year, day))];

    static HashSet<DateOnly> Worked(int year, Announced announced)
    {
        var off = Off(year, announced);
        return [.. announced.Worked.Select(DayOf).Select(day => !IsWeekend(In(year, day)) ? throw new FormatException($"{BeijingTime.IsoDate(day)} is worked anyway.")
            : off.Contains(day) ? throw new FormatException($"{BeijingTime.IsoDate(day)} is both off and worked.")
            : day)];
    }

    /// <summary>A day, or the first and the last of some with a slash between.</summary>
    static IEnumerable<DateOnly> DaysOf(string text)
    {
        var ends = text.Split('/').Select(DayOf).ToList();
        return ends.Count <= 2 && ends[0] <= ends[^1]
            ? Enumerable.Range(0, ends[^1].DayNumber - ends[0].DayNumber + 1).Select(ends[0].AddDays)
            : throw new FormatException($"{text} is neither a day nor some days.");
    }

    static DateOnly DayOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static DateOnly In(int year, DateOnly day) => day.Year == year ? day : throw new FormatException($"{BeijingTime.IsoDate(day)} is not in {year}.");

    sealed record Year(IReadOnlySet<DateOnly> Off, IReadOnlySet<DateOnly> Worked);

    sealed record Announced(IReadOnlyList<string> Off, IReadOnlyList<string> Worked);
}

using System.Globalization;

namespace Mingzheng.Base;

/// <summary>
/// The legal clock: the law's dates and times of day are those of Beijing. The offset is fixed
/// at eight hours: China has kept no summer time since 1991, and no court record here is older.
/// </summary>
public static class BeijingTime
{
    const string IsoDateFormat = "yyyy-MM-dd";

    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    /// <summary>The same instant as a Beijing wall clock shows it.</summary>
    public static DateTimeOffset At(DateTimeOffset instant) => instant.ToOffset(Offset);

    /// <summary>The legal date of an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(At(instant).DateTime);

    /// <summary>The legal date now.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOf(clock.GetUtcNow());

    /// <summary>The first instant of a legal date.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>24:00 of a legal date, when a period that ends on it runs out (litigation-rules 6): the first instant outside.</summary>
    public static DateTimeOffset EndOf(DateOnly date) => StartOf(date.AddDays(1));

    /// <summary>The instant of a wall-clock time in Beijing.</summary>
    public static DateTimeOffset Instant(DateOnly date, TimeOnly time) => new(date.ToDateTime(time), Offset);

    /// <summary>A legal date as stored: <c>2025-09-17</c>.</summary>
    public static string IsoDate(DateOnly date) => date.ToString(IsoDateFormat, CultureInfo.InvariantCulture);

    /// <summary>A stored legal date; <see cref="FormatException"/> for anything but <c>yyyy-MM-dd</c>.</summary>
    public static DateOnly ParseIsoDate(string text) => DateOnly.ParseExact(text, IsoDateFormat, CultureInfo.InvariantCulture);

    /// <summary>As Chinese court documents print an instant: <c>2025年9月17日14时05分</c>.</summary>
    public static string Chinese(DateTimeOffset instant)
    {
        var clock = At(instant);
        return string.Create(CultureInfo.InvariantCulture, $"{clock.Year}年{clock.Month}月{clock.Day}日{clock:HH}时{clock:mm}分");
    }

    /// <summary>As Chinese court documents print a date: <c>2025年9月17日</c>.</summary>
    public static string Chinese(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日");
}

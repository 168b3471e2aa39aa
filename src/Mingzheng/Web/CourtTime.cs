using System.Globalization;

namespace Mingzheng.Web;

/// <summary>
/// How instants are written for people. Beijing time is the legal clock; the person's own time stands beside it.
/// </summary>
public static class CourtTime
{
    /// <summary>Cookie with the IANA name of the time zone that the person's device is set to.</summary>
    public const string ZoneCookie = "zone";

    public static readonly TimeZoneInfo Beijing = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    static readonly string[] ChineseDays = ["日", "一", "二", "三", "四", "五", "六"];

    /// <summary>Date, weekday and minute, e.g. 2026年4月8日 周三 09:30 or Wed 8 April 2026, 09:30.</summary>
    public static string Format(DateTimeOffset instant, TimeZoneInfo zone, Language language)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return language.IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"{Date(instant, zone, language)} {Week(language)}{ChineseDays[(int)local.DayOfWeek]} {local:HH:mm}")
            : string.Create(CultureInfo.InvariantCulture, $"{local:ddd} {Date(instant, zone, language)}, {local:HH:mm}");
    }

    public static string Date(DateTimeOffset instant, TimeZoneInfo zone, Language language)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return language.IsChinese
            ? string.Create(CultureInfo.InvariantCulture, $"{local.Year}年{local.Month}月{local.Day}日")
            : local.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
    }

    /// <summary>To the second, for journals and recordings.</summary>
    public static string Exact(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The offset as people write it: UTC+8, UTC−3:30.</summary>
    public static string Offset(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(instant);
        var sign = offset < TimeSpan.Zero ? "−" : "+";
        var minutes = offset.Minutes == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{Math.Abs(offset.Minutes):00}");
        return string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{Math.Abs(offset.Hours)}{minutes}");
    }

    /// <summary>The zone by its IANA name; null when there is none or it is unknown here.</summary>
    public static TimeZoneInfo? Zone(string? name) =>
        !string.IsNullOrEmpty(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    static string Week(Language language) => language == Language.TraditionalChinese ? "週" : "周";
}

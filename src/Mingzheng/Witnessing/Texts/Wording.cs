using System.Globalization;
using System.Text;
using Mingzheng.Base;

namespace Mingzheng.Witnessing.Texts;

/// <summary>How each language writes dates, lists and numbers of clauses.</summary>
static class Wording
{
    const string Digits = "零一二三四五六七八九";

    public static bool UsesChineseCharacters(string language) => language.StartsWith("zh", StringComparison.Ordinal);

    public static (string Colon, string Semicolon) Points(string language) =>
        UsesChineseCharacters(language) ? ("：", "；") : (": ", "; ");

    public static string List(string language, IEnumerable<string> items) =>
        string.Join(UsesChineseCharacters(language) ? "、" : ", ", items);

    public static string Date(string language, DateOnly date) => UsesChineseCharacters(language)
        ? BeijingTime.Chinese(date)
        : date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>To the minute, Beijing time.</summary>
    public static string Minute(string language, DateTimeOffset instant) => UsesChineseCharacters(language)
        ? BeijingTime.Chinese(instant)
        : BeijingTime.At(instant).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Time of day to the second, Beijing time.</summary>
    public static string Second(DateTimeOffset instant) =>
        BeijingTime.At(instant).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Position in a recording.</summary>
    public static string Offset(TimeSpan offset) => offset.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>1 to 99 as Chinese documents count: 一, 十, 十一, 二十三.</summary>
    public static string Ordinal(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 99);
        var (tens, ones) = Math.DivRem(number, 10);
        var written = new StringBuilder();
        if (tens > 0)
        {
            written.Append(tens > 1 ? Digits[tens].ToString() : "").Append('十');
        }

        return ones > 0 ? written.Append(Digits[ones]).ToString() : written.ToString();
    }

    /// <summary>A date as it closes a solemn document: 二〇二六年三月二日.</summary>
    public static string Solemn(DateOnly date)
    {
        var year = string.Concat(date.Year.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '0' ? '〇' : Digits[digit - '0']));
        return $"{year}年{Ordinal(date.Month)}月{Ordinal(date.Day)}日";
    }
}

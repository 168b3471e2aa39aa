using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Mingzheng.Base.Identifiers;

/// <summary>
/// A case number (案号, 法〔2015〕137号 as amended by 法〔2018〕335号, litigation-rules 1.1):
/// <c>（2024）粤01民终1234号</c>.
/// </summary>
/// <param name="Year">The calendar year in Beijing in which the case was received.</param>
/// <param name="Court">The court's code (法院代字), for example <c>粤01</c> or <c>最高法</c>.</param>
/// <param name="Special">The special-trial character (专门审判代字) 知 or 商; null for most cases.</param>
/// <param name="Type">The type code (类型代字), one of <see cref="CaseTypes"/>.</param>
/// <param name="Serial">Order of receipt, from 1, within court, year, special character and type.</param>
/// <param name="Suffix">之一, 之二 ... on a supplementary document; null otherwise.</param>
public sealed partial record CaseNumber(int Year, string Court, string? Special, string Type, int Serial, string? Suffix = null)
{
    /// <summary>Accepts half-width brackets and blanks; the suffix is kept.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CaseNumber? number, out IdentifierFault fault)
    {
        number = null;
        var written = WrittenForm.Number(text);
        var match = Layout().Match(written);
        if (!match.Success)
        {
            fault = written.Length == 0 ? IdentifierFault.Empty : IdentifierFault.Form;
            return false;
        }

        var special = match.Groups["special"] is { Success: true } found ? found.Value : null;
        var type = match.Groups["type"].Value;
        if (!CaseTypes.Holds(type, special))
        {
            fault = IdentifierFault.CaseType;
            return false;
        }

        fault = IdentifierFault.None;
        number = new CaseNumber(
            int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture),
            match.Groups["court"].Value,
            special,
            type,
            int.Parse(match.Groups["serial"].Value, CultureInfo.InvariantCulture),
            match.Groups["suffix"] is { Success: true } suffix ? suffix.Value : null);
        return true;
    }

    /// <summary>As documents print it, with full-width brackets.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"（{Year:D4}）{Court}{Special}{Type}{Serial}号{Suffix}");

    [GeneratedRegex(
        @"^\((?<year>[0-9]{4})\)(?<court>最高法|[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵军](?:[0-9]{4}|[0-9]{2})?)"
        + @"(?<special>[知商])?(?<type>[\u4e00-\u9fa5]{1,6}?)(?<serial>[1-9][0-9]{0,8})号(?<suffix>之[一二三四五六七八九十]+)?$")]
    private static partial Regex Layout();
}

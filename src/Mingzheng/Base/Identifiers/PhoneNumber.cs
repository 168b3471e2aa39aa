using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Mingzheng.Base.Identifiers;

/// <summary>A telephone number kept as E.164 and region (dossier-and-data 10).</summary>
public sealed partial record PhoneNumber
{
    PhoneNumber(PhoneRegion region, string e164, bool isMobile, string? extension = null)
    {
        Region = region;
        E164 = e164;
        IsMobile = isMobile;
        Extension = extension;
    }

    public PhoneRegion Region { get; }

    /// <summary>With the plus sign: <c>+85291234567</c>.</summary>
    public string E164 { get; }

    /// <summary>Whether it can receive one-time codes. Elsewhere this is unknown and taken as true.</summary>
    public bool IsMobile { get; }

    /// <summary>Digits to dial after a mainland fixed line answers, if any.</summary>
    public string? Extension { get; }

    /// <summary>The number as dialled inside its region; E.164 elsewhere.</summary>
    public string National => Region switch
    {
        PhoneRegion.Mainland => IsMobile ? E164[3..] : "0" + E164[3..],
        PhoneRegion.HongKong or PhoneRegion.Macao => E164[4..],
        PhoneRegion.Taiwan => "0" + E164[4..],
        PhoneRegion.Elsewhere => E164,
        _ => throw new InvalidOperationException($"No dialling rule for {Region}."),
    };

    /// <summary>Grouped for reading: <c>+86 138 0013 8000</c>, <c>+852 9123 4567</c>.</summary>
    public string Display
    {
        get
        {
            var national = E164[Math.Min(4, E164.Length)..];
            var number = Region switch
            {
                PhoneRegion.Mainland when IsMobile => $"+86 {E164[3..6]} {E164[6..10]} {E164[10..]}",
                PhoneRegion.Mainland => $"+86 {AreaCode[1..]} {E164[(2 + AreaCode.Length)..]}",
                PhoneRegion.HongKong => $"+852 {national[..4]} {national[4..]}",
                PhoneRegion.Macao => $"+853 {national[..4]} {national[4..]}",
                PhoneRegion.Taiwan when IsMobile => $"+886 {national[..3]} {national[3..6]} {national[6..]}",
                PhoneRegion.Taiwan => $"+886 {national[..1]} {national[1..]}",
                PhoneRegion.Elsewhere => E164,
                _ => throw new InvalidOperationException($"No grouping for {Region}."),
            };
            return Extension is null ? number : $"{number}-{Extension}";
        }
    }

    /// <summary>Area code of a mainland fixed line with its zero: three digits for 010 and 02x, else four.</summary>
    internal string AreaCode => National[1] is '1' or '2' ? National[..3] : National[..4];

    /// <param name="assumed">
    /// The region of a number written without its country code. Without it a bare eight-digit number is refused with
    /// <see cref="IdentifierFault.Region"/>, because Hong Kong and Macao share the form.
    /// </param>
    public static bool TryParse(string? text, PhoneRegion? assumed, [NotNullWhen(true)] out PhoneNumber? number, out IdentifierFault fault)
    {
        number = null;
        var digits = WrittenForm.Number(text, " ()\u00A0.");
        digits = digits.StartsWith("00", StringComparison.Ordinal) ? "+" + digits[2..] : digits;
        var plain = digits.Replace("-", "", StringComparison.Ordinal);
        if (plain.Length == 0)
        {
            fault = IdentifierFault.Empty;
            return false;
        }

        number = plain[0] == '+' ? International(plain, digits) : Domestic(plain, digits, assumed);
        fault = number is not null ? IdentifierFault.None
            : assumed is null && EightDigits().IsMatch(plain) ? IdentifierFault.Region
            : IdentifierFault.Form;
        return number is not null;
    }

    /// <summary>Masked, so that a log line or an error message never carries the number.</summary>
    public override string ToString() => Masking.Phone(this);

    static PhoneNumber? International(string plain, string digits) => plain switch
    {
        _ when plain.StartsWith("+852", StringComparison.Ordinal) => HongKong(plain[4..]),
        _ when plain.StartsWith("+853", StringComparison.Ordinal) => Macao(plain[4..]),
        _ when plain.StartsWith("+886", StringComparison.Ordinal) => Taiwan(plain.StartsWith("+8860", StringComparison.Ordinal) ? plain[5..] : plain[4..]),
        _ when plain.StartsWith("+86", StringComparison.Ordinal) => Mainland(plain[3..]) ?? MainlandFixed(FixedFrom(digits[3..])),
        _ => AnyCountry().IsMatch(plain) ? new PhoneNumber(PhoneRegion.Elsewhere, plain, isMobile: true) : null,
    };

    static PhoneNumber? Domestic(string plain, string digits, PhoneRegion? assumed) => assumed switch
    {
        PhoneRegion.HongKong => HongKong(Without("852", 8, plain)),
        PhoneRegion.Macao => Macao(Without("853", 8, plain)),
        PhoneRegion.Taiwan => plain[0] == '0' ? Taiwan(plain[1..]) : null,
        PhoneRegion.Mainland => Mainland(Without("86", 11, plain)) ?? MainlandFixed(digits),
        PhoneRegion.Elsewhere => null,
        null => Mainland(Without("86", 11, plain)) ?? TaiwanMobile(plain) ?? MainlandFixed(digits)
            ?? (plain.Length == 11 ? HongKong(Without("852", 8, plain)) ?? Macao(Without("853", 8, plain)) : null),
        _ => throw new ArgumentOutOfRangeException(nameof(assumed)),
    };

    static string Without(string countryCode, int length, string plain) =>
        plain.Length == length + countryCode.Length && plain.StartsWith(countryCode, StringComparison.Ordinal) ? plain[countryCode.Length..] : plain;

    static string FixedFrom(string afterCountryCode)
    {
        var national = afterCountryCode.TrimStart('-');
        return national.StartsWith('0') ? national : "0" + national;
    }

    static PhoneNumber? Mainland(string national) =>
        MainlandMobile().IsMatch(national) ? new PhoneNumber(PhoneRegion.Mainland, "+86" + national, isMobile: true) : null;

    static PhoneNumber? MainlandFixed(string written)
    {
        var match = MainlandFixedLine().Match(written);
        return match.Success
            ? new PhoneNumber(PhoneRegion.Mainland, "+86" + match.Groups["area"].Value[1..] + match.Groups["line"].Value, isMobile: false,
                match.Groups["extension"] is { Success: true } extension ? extension.Value : null)
            : null;
    }

    static PhoneNumber? HongKong(string national) =>
        HongKongNumber().IsMatch(national)
            ? new PhoneNumber(PhoneRegion.HongKong, "+852" + national, isMobile: national[0] is '4' or '5' or '6' or '9' || national[..2] is "70" or "84")
            : null;

    static PhoneNumber? Macao(string national) =>
        MacaoNumber().IsMatch(national) ? new PhoneNumber(PhoneRegion.Macao, "+853" + national, national[0] == '6') : null;

    static PhoneNumber? TaiwanMobile(string plain) => plain.StartsWith("09", StringComparison.Ordinal) ? Taiwan(plain[1..]) : null;

    static PhoneNumber? Taiwan(string national) =>
        TaiwanNumber().IsMatch(national) ? new PhoneNumber(PhoneRegion.Taiwan, "+886" + national, national[0] == '9') : null;

    [GeneratedRegex("^1[3-9][0-9]{9}$")]
    private static partial Regex MainlandMobile();

    [GeneratedRegex("^(?<area>010|02[0-9]|0[3-9][0-9]{2})-?(?<line>[0-9]{7,8})(?:-(?<extension>[0-9]{1,6}))?$")]
    private static partial Regex MainlandFixedLine();

    [GeneratedRegex("^[2-9][0-9]{7}$")]
    private static partial Regex HongKongNumber();

    [GeneratedRegex("^[268][0-9]{7}$")]
    private static partial Regex MacaoNumber();

    [GeneratedRegex("^(?:9[0-9]{8}|[2-8][0-9]{7,8})$")]
    private static partial Regex TaiwanNumber();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}$")]
    private static partial Regex AnyCountry();

    [GeneratedRegex("^[2-9][0-9]{7}$")]
    private static partial Regex EightDigits();
}

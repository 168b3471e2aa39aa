using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Mingzheng.Base.Identifiers;

/// <summary>
/// The 18 characters of a mainland resident identity card (GB 11643-1999, dossier-and-data 9.1) or of the residence
/// permit of a Hong Kong, Macao or Taiwan resident (9.2), which has the same form under its own area codes.
/// </summary>
public sealed partial record MainlandResidentId
{
    const string CheckCharacters = "10X98765432";
    static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    static readonly FrozenSet<int> Provinces = FrozenSet.ToFrozenSet(
    [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
        50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
    ]);

    MainlandResidentId(string value, DateOnly birthDate)
    {
        Value = value;
        BirthDate = birthDate;
    }

    /// <summary>Eighteen characters, the last a digit or an upper-case X.</summary>
    public string Value { get; }

    public DateOnly BirthDate { get; }

    public string AreaCode => Value[..6];

    public Sex Sex => (Value[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>Whether this is a residence permit (area 810000, 820000 or 830000, dossier-and-data 9.2).</summary>
    public bool IsResidencePermit => AreaCode is "810000" or "820000" or "830000";

    /// <param name="today">The date in Beijing: a birth date after it is refused.</param>
    public static bool TryParse(string? text, DateOnly today, [NotNullWhen(true)] out MainlandResidentId? id, out IdentifierFault fault)
    {
        id = null;
        var value = WrittenForm.Number(text);
        fault = value.Length == 0 ? IdentifierFault.Empty
            : !Layout().IsMatch(value) ? IdentifierFault.Form
            : CheckCharacter(value) != value[17] ? IdentifierFault.CheckDigit
            : !Provinces.Contains(int.Parse(value.AsSpan(0, 2), CultureInfo.InvariantCulture)) ? IdentifierFault.Area
            : IdentifierFault.None;
        if (fault != IdentifierFault.None)
        {
            return false;
        }

        if (!DateOnly.TryParseExact(value.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birthDate)
            || birthDate.Year < 1900 || birthDate > today)
        {
            fault = IdentifierFault.BirthDate;
            return false;
        }

        id = new MainlandResidentId(value, birthDate);
        return true;
    }

    /// <summary>Full years of age on a date in Beijing.</summary>
    public int AgeOn(DateOnly date)
    {
        var years = date.Year - BirthDate.Year;
        return BirthDate.AddYears(years) > date ? years - 1 : years;
    }

    /// <summary>Masked, so that a log line or an error message never carries the number.</summary>
    public override string ToString() => Masking.MainlandResidentId(Value);

    static char CheckCharacter(string value)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (value[i] - '0') * Weights[i];
        }

        return CheckCharacters[sum % 11];
    }

    [GeneratedRegex("^[0-9]{17}[0-9X]$")]
    private static partial Regex Layout();
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Mingzheng.Base.Identifiers;

/// <summary>
/// The number of a lawyer's practising licence (律师执业证号, dossier-and-data 9.11): 17 digits, or the eight digits
/// seen on licences of lawyers of the Greater Bay Area. It has no checksum: only the registry can confirm it.
/// </summary>
public sealed partial record LawyerLicenceNumber
{
    LawyerLicenceNumber(string value) => Value = value;

    public string Value { get; }

    /// <summary>Whether this is the short number of a Greater Bay Area lawyer, which carries no further facts.</summary>
    public bool IsGreaterBayArea => Value.Length == 8;

    public LawyerCategory Category => IsGreaterBayArea ? LawyerCategory.GreaterBayArea : (LawyerCategory)(Value[9] - '0');

    /// <summary>The year of first practice; null for a Greater Bay Area number.</summary>
    public int? FirstYear => IsGreaterBayArea ? null : int.Parse(Value.AsSpan(5, 4), CultureInfo.InvariantCulture);

    /// <summary>The sex that the number states; null for a Greater Bay Area number.</summary>
    public Sex? Sex => IsGreaterBayArea ? null : Value[10] == '0' ? Identifiers.Sex.Male : Identifiers.Sex.Female;

    public static bool TryParse(string? text, [NotNullWhen(true)] out LawyerLicenceNumber? number, out IdentifierFault fault)
    {
        var value = WrittenForm.Number(text);
        fault = value.Length == 0 ? IdentifierFault.Empty
            : !Layout().IsMatch(value) ? IdentifierFault.Form
            : IdentifierFault.None;
        number = fault == IdentifierFault.None ? new LawyerLicenceNumber(value) : null;
        return number is not null;
    }

    public override string ToString() => Value;

    [GeneratedRegex("^(?:1[0-9]{4}(?:19|20)[0-9]{2}[1-9][01][0-9]{6}|9[0-9]{7})$")]
    private static partial Regex Layout();
}

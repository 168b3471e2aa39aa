using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Mingzheng.Base.Identifiers;

/// <summary>
/// The Mainland Travel Permit of a Hong Kong or Macao resident (来往内地通行证, dossier-and-data 9.4): H or M and eight
/// digits that stay with the person for life, sometimes followed by the two digits of the issue. It has no public checksum.
/// </summary>
public sealed partial record MainlandTravelPermit
{
    MainlandTravelPermit(string value) => Value = value;

    /// <summary>Normal form, with the issue count when it was given: <c>H12345678</c> or <c>H1234567800</c>.</summary>
    public string Value { get; }

    /// <summary>The nine characters that stay the same over every renewal: compare and search by these.</summary>
    public string PersonNumber => Value[..9];

    /// <summary>Whether the permit was issued to a resident of Hong Kong (H) rather than of Macao (M).</summary>
    public bool IsHongKong => Value[0] == 'H';

    public static bool TryParse(string? text, [NotNullWhen(true)] out MainlandTravelPermit? permit, out IdentifierFault fault)
    {
        var value = WrittenForm.Number(text);
        fault = value.Length == 0 ? IdentifierFault.Empty
            : !Layout().IsMatch(value) ? IdentifierFault.Form
            : IdentifierFault.None;
        permit = fault == IdentifierFault.None ? new MainlandTravelPermit(value) : null;
        return permit is not null;
    }

    /// <summary>Masked, so that a log line or an error message never carries the number.</summary>
    public override string ToString() => Masking.TravelPermit(Value);

    [GeneratedRegex("^[HM][0-9]{8}(?:[0-9]{2})?$")]
    private static partial Regex Layout();
}

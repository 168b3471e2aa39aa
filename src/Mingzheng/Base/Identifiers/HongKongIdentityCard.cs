using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Mingzheng.Base.Identifiers;

/// <summary>A Hong Kong identity card number (dossier-and-data 9.6): one or two letters, six digits, a check character.</summary>
public sealed partial record HongKongIdentityCard
{
    const int BlankFirstLetter = 36;

    HongKongIdentityCard(string value) => Value = value;

    /// <summary>Normal form, for storing and searching: <c>A1234563</c>.</summary>
    public string Value { get; }

    /// <summary>As printed on the card: <c>A123456(3)</c>.</summary>
    public string Display => $"{Value[..^1]}({Value[^1]})";

    /// <summary>Accepts the number with or without brackets and blanks, in either width and case.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HongKongIdentityCard? card, out IdentifierFault fault)
    {
        var value = WrittenForm.Number(text, "()");
        fault = value.Length == 0 ? IdentifierFault.Empty
            : !Layout().IsMatch(value) ? IdentifierFault.Form
            : CheckCharacter(value[..^1]) != value[^1] ? IdentifierFault.CheckDigit
            : IdentifierFault.None;
        card = fault == IdentifierFault.None ? new HongKongIdentityCard(value) : null;
        return card is not null;
    }

    /// <summary>Masked, so that a log line or an error message never carries the number.</summary>
    public override string ToString() => Masking.HongKongIdentityCard(Display);

    static char CheckCharacter(string body)
    {
        var sum = body.Length == 7 ? BlankFirstLetter * 9 : 0;
        var weight = body.Length + 1;
        foreach (var character in body)
        {
            sum += weight-- * (char.IsAsciiLetter(character) ? character - 'A' + 10 : character - '0');
        }

        var check = (11 - sum % 11) % 11;
        return check == 10 ? 'A' : (char)('0' + check);
    }

    [GeneratedRegex("^[A-Z]{1,2}[0-9]{6}[0-9A]$")]
    private static partial Regex Layout();
}

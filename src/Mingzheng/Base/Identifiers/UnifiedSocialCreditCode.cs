using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Mingzheng.Base.Identifiers;

/// <summary>The unified social credit code of an organisation (GB 32100-2015, dossier-and-data 9.10), 18 characters.</summary>
public sealed partial record UnifiedSocialCreditCode
{
    const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    UnifiedSocialCreditCode(string value) => Value = value;

    public string Value { get; }

    /// <summary>
    /// Whether both check characters hold. Genuine early codes exist that fail, so a failure asks a person to confirm
    /// the code and is not a refusal (9.10, caution).
    /// </summary>
    public bool CheckHolds => CheckCharacter(Value) == Value[17] && OrganisationCheckCharacter(Value[8..16]) == Value[16];

    /// <summary>Whether a justice authority registered this organisation as a law firm (kind 31).</summary>
    public bool IsLawFirm => Value.StartsWith("31", StringComparison.Ordinal);

    public static bool TryParse(string? text, [NotNullWhen(true)] out UnifiedSocialCreditCode? code, out IdentifierFault fault)
    {
        var value = WrittenForm.Number(text, "-");
        fault = value.Length == 0 ? IdentifierFault.Empty
            : !Layout().IsMatch(value) ? IdentifierFault.Form
            : IdentifierFault.None;
        code = fault == IdentifierFault.None ? new UnifiedSocialCreditCode(value) : null;
        return code is not null;
    }

    public override string ToString() => Value;

    static char CheckCharacter(string value)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Alphabet.IndexOf(value[i], StringComparison.Ordinal) * Weights[i];
        }

        return Alphabet[(31 - sum % 31) % 31];
    }

    /// <summary>GB 11714: letters count from A = 10 without gaps, unlike the alphabet of the whole code.</summary>
    static char OrganisationCheckCharacter(string body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            sum += OrganisationWeights[i] * (char.IsAsciiLetter(body[i]) ? body[i] - 'A' + 10 : body[i] - '0');
        }

        return (11 - sum % 11) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
    }

    [GeneratedRegex("^[0-9A-HJ-NPQRTUWXY]{18}$")]
    private static partial Regex Layout();
}

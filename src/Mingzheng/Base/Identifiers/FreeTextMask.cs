using System.Text;
using System.Text.RegularExpressions;

namespace Mingzheng.Base.Identifiers;

/// <summary>
/// Finds identity numbers, telephones, mail addresses and bank cards in free text and in recognised pages, and proposes
/// the text with these masked. It proposes only: a person confirms before anything is published (dossier-and-data 3.2).
/// </summary>
public static partial class FreeTextMask
{
    static readonly (Regex Pattern, Func<string, DateOnly, string?> Mask)[] Rules =
    [
        (MachineReadableZone(), (_, _) => Masking.Hidden),
        (MailAddress(), (found, _) => Masking.Email(found)),
        (ResidentId(), MaskResidentId),
        (HongKongCard(), (found, _) => MaskHongKongCard(found)),
        (TravelPermit(), (found, _) => Masking.TravelPermit(found)),
        (BankCard(), (found, _) => Masking.BankCard(found)),
        (MobilePhone(), (found, _) => MaskPhone(found)),
        (FixedPhone(), (found, _) => MaskPhone(found)),
        (Passport(), (found, _) => Masking.Passport(found)),
    ];

    /// <param name="today">The date in Beijing, which bounds the birth dates inside identity numbers.</param>
    /// <returns>The masked text and the places in the given text that were masked, in order and without overlap.</returns>
    public static MaskedText Propose(string text, DateOnly today)
    {
        var searched = WrittenForm.HalfWidth(text);
        var findings = new List<(int Start, int Length, string Mask)>();
        foreach (var (pattern, mask) in Rules)
        {
            foreach (Match match in pattern.Matches(searched))
            {
                var isTaken = findings.Any(f => f.Start < match.Index + match.Length && match.Index < f.Start + f.Length);
                if (!isTaken && mask(match.Value, today) is { } masked)
                {
                    findings.Add((match.Index, match.Length, masked));
                }
            }
        }

        findings.Sort((a, b) => a.Start.CompareTo(b.Start));
        var result = new StringBuilder(text.Length);
        var copied = 0;
        foreach (var (start, length, masked) in findings)
        {
            result.Append(text, copied, start - copied).Append(masked);
            copied = start + length;
        }

        result.Append(text, copied, text.Length - copied);
        return new MaskedText(result.ToString(), [.. findings.Select(f => (f.Start, f.Length))]);
    }

    /// <summary>A number with a wrong check digit is masked too: page recognition misreads digits.</summary>
    static string? MaskResidentId(string found, DateOnly today) =>
        MainlandResidentId.TryParse(found, today, out var id, out var fault) ? id.ToString()
        : fault == IdentifierFault.CheckDigit ? Masking.MainlandResidentId(found)
        : null;

    static string? MaskHongKongCard(string found) =>
        HongKongIdentityCard.TryParse(found, out var card, out _) ? card.ToString() : null;

    static string? MaskPhone(string found) =>
        PhoneNumber.TryParse(found, assumed: null, out var phone, out _) ? phone.ToString() : null;

    // A line break or a blank that page recognition puts inside a number is part of the number.
    [GeneratedRegex(@"(?<![0-9])[1-9](?:[ \t]?\r?\n?[ \t]?[0-9]){16}[ \t]?\r?\n?[ \t]?[0-9Xx](?![0-9])")]
    private static partial Regex ResidentId();

    [GeneratedRegex(@"(?<![A-Za-z0-9])[A-Za-z]{1,2}[0-9]{6}[ ]?\(?[0-9Aa]\)?(?![A-Za-z0-9])")]
    private static partial Regex HongKongCard();

    [GeneratedRegex(@"(?<![A-Za-z0-9])[HMhm][0-9]{8}(?:[0-9]{2})?(?![A-Za-z0-9])")]
    private static partial Regex TravelPermit();

    [GeneratedRegex(@"(?<![0-9])(?:[0-9]{4}[ -]?){3}[0-9]{4}(?:[ -]?[0-9]{1,3})?(?![0-9])")]
    private static partial Regex BankCard();

    [GeneratedRegex(@"(?<![0-9])(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])|\+?(?:852|853)[ -]?[2-9][0-9]{3}[ -]?[0-9]{4}(?![0-9])|(?<![0-9])(?:\+886[ -]?|0)9[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}(?![0-9])")]
    private static partial Regex MobilePhone();

    [GeneratedRegex(@"(?<![0-9])0(?:10|2[0-9]|[3-9][0-9]{2})-[0-9]{7,8}(?:-[0-9]{1,6})?(?![0-9])")]
    private static partial Regex FixedPhone();

    [GeneratedRegex(@"(?<![A-Za-z0-9])[EG][A-Z]?[0-9]{7,8}(?![A-Za-z0-9])")]
    private static partial Regex Passport();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")]
    private static partial Regex MailAddress();

    [GeneratedRegex(@"(?<![A-Z0-9<])(?=[A-Z0-9]*<)[A-Z0-9<]{30,44}(?![A-Z0-9<])")]
    private static partial Regex MachineReadableZone();
}

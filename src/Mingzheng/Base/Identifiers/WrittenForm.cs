using System.Globalization;
using System.Text;

namespace Mingzheng.Base.Identifiers;

/// <summary>Brings what people type or scan to one written form (dossier-and-data 11).</summary>
public static class WrittenForm
{
    const char FullWidthFirst = '\uFF01';
    const char FullWidthLast = '\uFF5E';
    const int FullWidthDistance = FullWidthFirst - '!';

    static readonly Rune MiddleDot = new('\u00B7');
    static readonly Rune Blank = new(' ');

    /// <summary>Full-width letters, digits and signs become half-width; one character stays one character.</summary>
    public static string HalfWidth(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = source[i] switch
            {
                '\u3000' => ' ',
                >= FullWidthFirst and <= FullWidthLast => (char)(source[i] - FullWidthDistance),
                _ => source[i],
            };
        }
    });

    /// <summary>
    /// A person's name as it is kept: trimmed, single spaces, one kind of middle dot (U+00B7), nothing that is not seen. Characters of the
    /// name itself are never replaced by variants (dossier-and-data 11: never rewrite the legal name).
    /// </summary>
    public static string Name(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in HalfWidth(text).EnumerateRunes())
        {
            var kept = rune.Value switch
            {
                0x2022 or 0x2027 or 0x30FB or 0xFF65 or 0x2219 or 0x22C5 => MiddleDot,
                _ when Rune.IsWhiteSpace(rune) => Blank,
                _ => rune,
            };
            var isRepeated = kept == Blank && (result.Length == 0 || result[^1] == ' ');
            if (!isRepeated && !IsUnseen(kept))
            {
                result.Append(kept);
            }
        }

        return result.ToString().TrimEnd();
    }

    /// <summary>
    /// How many characters a person would count: a rare character of a name takes two places in memory and is one all the same. A mark on a letter
    /// that is a character of its own counts, so that a bounded name is bounded in memory too.
    /// </summary>
    public static int Length(string text) => text.EnumerateRunes().Count();

    /// <summary>
    /// Whether a text that goes into a paper reads as it is stored: no control characters except line breaks, none that are invisible or turn the
    /// direction of reading (a paper must not show its signer something else than it says), no halves of characters.
    /// </summary>
    public static bool IsReadable(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || (IsUnseen(rune) && rune.Value is not ('\n' or '\r')))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Controls, marks without width, and marks that turn the direction of reading.</summary>
    public static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>The characters of a number: half-width, upper case, without blanks and without <paramref name="separators"/>.</summary>
    internal static string Number(string? text, string separators = "")
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var result = new StringBuilder(text.Length);
        foreach (var character in HalfWidth(text))
        {
            if (!char.IsWhiteSpace(character) && !char.IsControl(character) && !separators.Contains(character, StringComparison.Ordinal))
            {
                result.Append(char.ToUpperInvariant(character));
            }
        }

        return result.ToString();
    }
}

using System.Text;

namespace Mingzheng.Base.Identifiers;

/// <summary>Brings what people type or scan to one written form (dossier-and-data 11).</summary>
public static class WrittenForm
{
    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';
    private const int FullWidthDistance = FullWidthFirst - '!';

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
    /// A person's name as it is kept: trimmed, single spaces, one kind of middle dot (U+00B7). Characters of the
    /// name itself are never replaced by variants (dossier-and-data 11: never rewrite the legal name).
    /// </summary>
    public static string Name(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in HalfWidth(text).Trim())
        {
            var kept = character switch
            {
                '\u2022' or '\u2027' or '\u30FB' or '\uFF65' or '\u2219' or '\u22C5' => '\u00B7',
                _ when char.IsWhiteSpace(character) => ' ',
                _ => character,
            };
            if (kept != ' ' || result[^1] != ' ')
            {
                result.Append(kept);
            }
        }

        return result.ToString();
    }

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

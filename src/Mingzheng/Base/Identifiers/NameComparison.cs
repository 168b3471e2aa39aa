using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Mingzheng.Base.Identifiers;

/// <summary>What a comparison of two written names shows.</summary>
public enum NameLikeness
{
    /// <summary>The same name, but for width, case, blanks and marks.</summary>
    Same,

    /// <summary>It may be the same: traditional and simplified characters, another order of Latin words, or another script. A person decides.</summary>
    Unsure,

    /// <summary>Another name.</summary>
    Other,
}

/// <summary>
/// Compares names as papers and case files write them (dossier-and-data 11): characters with characters and Latin letters with Latin letters,
/// since a Hong Kong paper has a name in each. Names are never rewritten; the normal forms live for the length of one comparison.
/// </summary>
public static class NameComparison
{
    const string Table = "identifiers/simplified-characters.txt";

    static readonly FrozenDictionary<Rune, Rune> Simplified = ReadTable();

    public static NameLikeness Compare(string one, string other)
    {
        var (first, second) = (Parts.Of(one), Parts.Of(other));
        NameLikeness? characters = first.Characters.Length == 0 || second.Characters.Length == 0 ? null
            : first.Characters == second.Characters ? NameLikeness.Same
            : Simplify(first.Characters) == Simplify(second.Characters) ? NameLikeness.Unsure
            : NameLikeness.Other;
        NameLikeness? letters = first.Words.Count == 0 || second.Words.Count == 0 ? null
            : string.Concat(first.Words) == string.Concat(second.Words) ? NameLikeness.Same
            : first.Words.Order(StringComparer.Ordinal).SequenceEqual(second.Words.Order(StringComparer.Ordinal)) ? NameLikeness.Unsure
            : NameLikeness.Other;
        return (characters, letters) switch
        {
            (null, null) => first.IsEmpty || second.IsEmpty ? NameLikeness.Other : NameLikeness.Unsure,
            (NameLikeness.Other, _) => NameLikeness.Other,
            // The characters are the name in law; letters beside them that differ are for a person to look at.
            ({ } same, NameLikeness.Other) => same == NameLikeness.Same ? NameLikeness.Unsure : NameLikeness.Other,
            ({ } found, null) => found,
            (null, { } found) => found,
            ({ } found, { } beside) => found > beside ? found : beside,
        };
    }

    /// <summary>Character by character; which of several names was meant it cannot say.</summary>
    static string Simplify(string characters) =>
        string.Concat(characters.EnumerateRunes().Select(rune => Simplified.TryGetValue(rune, out var simple) ? simple : rune));

    static FrozenDictionary<Rune, Rune> ReadTable()
    {
        using var stream = typeof(NameComparison).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException($"{Table} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith('#')).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToFrozenDictionary(pair => pair.EnumerateRunes().First(), pair => pair.EnumerateRunes().Last());
    }

    /// <param name="Characters">The Chinese characters, one after the other.</param>
    /// <param name="Words">Runs of all other letters and digits, upper case, without accents.</param>
    sealed record Parts(string Characters, IReadOnlyList<string> Words)
    {
        public bool IsEmpty => Characters.Length == 0 && Words.Count == 0;

        public static Parts Of(string name)
        {
            var characters = new StringBuilder();
            var words = new StringBuilder();
            // Compatibility forms (full width, variants for old codes) become the plain character.
            foreach (var rune in name.Normalize(NormalizationForm.FormKD).EnumerateRunes())
            {
                if (IsChinese(rune))
                {
                    characters.Append(rune);
                }
                else if (Rune.IsLetterOrDigit(rune))
                {
                    words.Append(Rune.ToUpperInvariant(rune));
                }
                else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) && rune.Value is not ('-' or '\''))
                {
                    words.Append(' ');
                }
            }

            return new Parts(characters.ToString(), words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        static bool IsChinese(Rune rune) => rune.Value is >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0x20000 and <= 0x3FFFF;
    }
}

using System.Globalization;
using System.Text;

namespace Mingzheng.Demo;

/// <summary>What one demonstration shows.</summary>
public sealed record DemoOptions(string Principal, IReadOnlyList<string> Powers, string Language, bool Keep)
{
    public const string Usage = """
        ./run demo [--principal NAME] [--powers S4,S7] [--language zh-Hans|zh-Hant|en] [--keep]
          --principal  who gives the authority; any name (陳大文)
          --powers     special powers to be given, S1 to S13, none or all (S4,S7)
          --language   the principal's screens and translations (zh-Hant)
          --keep       leaves the court running until Ctrl-C
        """;

    /// <summary>As many as the court takes for a name.</summary>
    const int LongestName = 100;

    public static readonly DemoOptions Usual = new("陳大文", ["S4", "S7"], "zh-Hant", Keep: false);

    static readonly string[] Languages = ["zh-Hans", "zh-Hant", "en"];
    static readonly string[] Special = [.. Enumerable.Range(1, 13).Select(n => $"S{n}")];

    /// <summary>What the case has to say in the end: the general powers, and exactly the special ones that were asked for.</summary>
    /// <param name="kept">The principal's name as the court writes it: with other blanks and signs than were typed, and the same letters.</param>
    /// <exception cref="InvalidOperationException">It is another name.</exception>
    public Effect Expected(string kept) => LettersOf(kept) == LettersOf(Principal)
        ? new Effect(kept, string.Join(' ', ["G1", "G2", "G3", "G4", "G5", .. Powers]))
        : throw new InvalidOperationException($"The court keeps the name {kept}, asked for was {Principal}.");

    /// <exception cref="FormatException">The message says what is wrong.</exception>
    public static DemoOptions Parse(IReadOnlyList<string> args)
    {
        var options = Usual;
        for (var i = 0; i < args.Count; i++)
        {
            string Value() => ++i < args.Count && !args[i].StartsWith("--", StringComparison.Ordinal)
                ? args[i]
                : throw new FormatException($"{args[i - 1]} needs a value.");
            options = args[i] switch
            {
                "--principal" => options with { Principal = Name(Value()) },
                "--powers" => options with { Powers = PowersIn(Value()) },
                "--language" => options with { Language = LanguageIn(Value()) },
                "--keep" => options with { Keep = true },
                _ => throw new FormatException($"{args[i]} is not known."),
            };
        }

        return options;
    }

    static string Name(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length is 0 or > LongestName ? throw new FormatException($"The principal's name has 1 to {LongestName} characters.")
            : trimmed.Any(IsInvisible) ? throw new FormatException("The principal's name has a character that cannot be seen.")
            : trimmed;
    }

    /// <summary>What no way of writing signs and blanks changes: letters, their marks and digits, of whatever width.</summary>
    static string LettersOf(string name) => string.Concat(name.Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(rune =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark));

    static bool IsInvisible(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    /// <summary>In the order in which documents name them, each once.</summary>
    static IReadOnlyList<string> PowersIn(string text)
    {
        var named = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return named switch
        {
            [] or ["none"] => [],
            ["all"] => Special,
            _ when Array.Find(named, power => !Special.Contains(power)) is { } unknown =>
                throw new FormatException($"{unknown} is not a special power; they are S1 to S13, or say none or all."),
            _ => [.. Special.Where(named.Contains)],
        };
    }

    static string LanguageIn(string text) => Languages.Contains(text)
        ? text
        : throw new FormatException($"{text} is not a language of the screens: {string.Join(", ", Languages)}.");
}

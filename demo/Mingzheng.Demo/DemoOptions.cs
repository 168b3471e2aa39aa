namespace Mingzheng.Demo;

/// <summary>What one demonstration shows.</summary>
public sealed record DemoOptions(string Principal, IReadOnlyList<string> Powers, string Language, bool Keep)
{
    public const string Usage = """
        ./run demo [--principal NAME] [--powers S4,S7] [--language zh-Hans|zh-Hant|en] [--keep]
          --principal  who gives the authority; any name (陳大文)
          --powers     special powers to be given, S1 to S13, or none (S4,S7)
          --language   the principal's screens and translations (zh-Hant)
          --keep       leaves the court running until Ctrl-C
        """;

    static readonly string[] Languages = ["zh-Hans", "zh-Hant", "en"];

    /// <exception cref="FormatException">The message says what is wrong.</exception>
    public static DemoOptions Parse(IReadOnlyList<string> args)
    {
        var options = new DemoOptions("陳大文", ["S4", "S7"], "zh-Hant", Keep: false);
        for (var i = 0; i < args.Count; i++)
        {
            string Value() => ++i < args.Count ? args[i] : throw new FormatException($"{args[i - 1]} needs a value.");
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

    static string Name(string name) => name.Trim() is { Length: > 0 and <= 100 } trimmed
        ? trimmed
        : throw new FormatException("The principal's name has 1 to 100 characters.");

    static IReadOnlyList<string> PowersIn(string text)
    {
        var powers = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(power => power != "none").ToList();
        return powers.Find(power => !Enumerable.Range(1, 13).Any(n => power == $"S{n}")) is { } unknown
            ? throw new FormatException($"{unknown} is not a special power; they are S1 to S13.")
            : powers;
    }

    static string LanguageIn(string text) => Languages.Contains(text)
        ? text
        : throw new FormatException($"{text} is not a language of the screens: {string.Join(", ", Languages)}.");
}

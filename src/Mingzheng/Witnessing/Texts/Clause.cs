using System.Text.RegularExpressions;

namespace Mingzheng.Witnessing.Texts;

/// <summary>A clause of a legal text. Its text may hold places such as <c>{caseNumber}</c> for the facts of a case.</summary>
public sealed partial record Clause(string Id, string? Heading, string Text)
{
    /// <summary>Names of the places for facts, each once, in alphabetical order.</summary>
    public IReadOnlyList<string> Places => [.. Place().Matches(Text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The text with every place filled.</summary>
    /// <exception cref="KeyNotFoundException">A place has no fact: a text with a hole is never shown, read or signed.</exception>
    public string Fill(IReadOnlyDictionary<string, string> facts) => Place().Replace(Text, match =>
        facts.TryGetValue(match.Groups[1].Value, out var fact)
            ? fact
            : throw new KeyNotFoundException($"Clause {Id} needs the fact {match.Groups[1].Value}."));

    [GeneratedRegex(@"\{([a-zA-Z]+)\}")]
    private static partial Regex Place();
}

using System.Text.RegularExpressions;
using Mingzheng.Proof.Packages;
using Mingzheng.Tests.Architecture;

namespace Mingzheng.Tests.Journal;

/// <summary>What the code writes into the journal, read from its calls.</summary>
static partial class WrittenKinds
{
    /// <param name="Kinds">More than one when the call chooses among them.</param>
    /// <param name="Names">Of all members, those of objects in lists among them.</param>
    /// <param name="OfEach">Whether each kind has all these names; else they belong to the kinds together.</param>
    internal sealed record Call(string File, IReadOnlyList<string> Kinds, int Version, IReadOnlyList<string> Names, bool OfEach);

    internal static IReadOnlyList<Call> All { get; } =
        [.. SourceTree.Files().Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)).SelectMany(In)];

    static IEnumerable<Call> In(string file)
    {
        var text = SourceTree.Text(file);
        foreach (Match call in Journal().Matches(text))
        {
            var arguments = Arguments(text, call.Index + call.Length);
            var (kind, body) = (arguments[1], arguments[2]);
            var version = arguments.Skip(3).Select(more => Version().Match(more)).FirstOrDefault(match => match.Success)?.Groups[1].Value ?? "1";
            var inline = body.StartsWith("new", StringComparison.Ordinal) || body == "[]";
            yield return new Call(file, [.. KindsOf(kind, text)], int.Parse(version, null),
                [.. Name().Matches(inline ? body : text).Select(match => match.Groups[1].Value).Distinct()], inline);
        }
    }

    /// <summary>
    /// A kind that is passed on stands somewhere else in the same file, where it is neither the kind of an act nor one that is followed nor that of
    /// a call which names its own.
    /// </summary>
    static IEnumerable<string> KindsOf(string argument, string text)
    {
        if (argument == $"{nameof(PackageManifest)}.{nameof(PackageManifest.EntryKind)}")
        {
            return [PackageManifest.EntryKind];
        }

        var here = Kind().Matches(argument).Select(match => match.Groups[1].Value).ToList();
        return here.Count > 0 ? here : Kind().Matches(Elsewhere().Replace(text, "")).Select(match => match.Groups[1].Value).Distinct();
    }

    /// <summary>The arguments of the call whose bracket opened just before, as they are written.</summary>
    static List<string> Arguments(string text, int start)
    {
        var arguments = new List<string>();
        var (depth, from, quoted) = (0, start, false);
        for (var i = start; ; i++)
        {
            quoted ^= text[i] == '"' && text[i - 1] != '\\';
            if (quoted)
            {
                continue;
            }

            if (depth == 0 && text[i] is (',' or ')'))
            {
                arguments.Add(text[from..i].Trim());
                from = i + 1;
            }

            depth += text[i] is '(' or '[' or '{' ? 1 : text[i] is ')' or ']' or '}' ? -1 : 0;
            if (depth < 0)
            {
                return arguments;
            }
        }
    }

    [GeneratedRegex(@"\.Journal\(")]
    private static partial Regex Journal();

    [GeneratedRegex("\"([a-z][a-z-]*\\.[a-z][a-z-]*)\"")]
    private static partial Regex Kind();

    [GeneratedRegex(@"^.*(?:new Command\(|\bFollows\(|\bDerivedId\.Of\().*$|\.Journal\([^""\n]*""[a-z.-]+""", RegexOptions.Multiline)]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"\[""(\w+)""\] =(?!=)")]
    private static partial Regex Name();

    [GeneratedRegex(@"^version: (\d+)$")]
    private static partial Regex Version();
}

using System.Text.RegularExpressions;
using Mingzheng.Tests.Proof;

namespace Mingzheng.Tests.Journal;

/// <summary>The table of kinds of <c>docs/journal-format.md</c>.</summary>
static partial class JournalPage
{
    /// <summary>A member as the page has it: <c>segments[].bytes</c> is a member of the objects in a list.</summary>
    /// <param name="Type">A row of the table of types: "list of codes" is one, and "list" the one whose members follow.</param>
    /// <param name="Values">All that there are, where the page lists them.</param>
    internal sealed record Member(string Path, string Type, bool MayBeNull, IReadOnlyList<string> Values);

    internal sealed record Row(string Kind, int Version, IReadOnlyList<string> Streams, IReadOnlyList<Member> Members)
    {
        /// <summary>Every name that stands in the code that writes it, without where.</summary>
        internal IEnumerable<string> Names => Members.SelectMany(member => member.Path.Split("[].")).Distinct();
    }

    internal static IReadOnlyList<Row> Rows { get; } =
    [
        .. File.ReadAllLines(Checkout.File("docs/journal-format.md")).Select(line => Line().Match(line)).Where(match => match.Success).Select(match => new Row(
            match.Groups["kind"].Value, int.Parse(match.Groups["v"].Value, null), match.Groups["streams"].Value.Split(", "), [.. MembersOf(match.Groups["body"].Value)])),
    ];

    internal static Row? Find(string kind, int version) => Rows.FirstOrDefault(row => (row.Kind, row.Version) == (kind, version));

    static IEnumerable<Member> MembersOf(string body) => body.Split(';').SelectMany(part => Described().Matches(part).Select(match => new Member(
        match.Groups["path"].Value, match.Groups["type"].Value, part.Contains("or null", StringComparison.Ordinal), ValuesIn(part))));

    /// <summary>After the last colon: what stands before it is said of the member, other members among it.</summary>
    static IReadOnlyList<string> ValuesIn(string part) => [.. Value().Matches(part[(part.LastIndexOf(':') + 1)..]).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"^\| `(?<kind>[a-z-]+\.[a-z.-]+)` \| (?<v>\d+) \| (?<streams>[a-z, -]+) \| (?<body>.+) \|$")]
    private static partial Regex Line();

    [GeneratedRegex(@"`(?<path>[A-Za-z0-9]+(?:\[\]\.[A-Za-z0-9]+)?)` (?<type>id|sha256|instant|count|codes?|boolean|list of codes|list)\b")]
    private static partial Regex Described();

    /// <summary>A word between back quotes after which no type comes.</summary>
    [GeneratedRegex("`([A-Za-z0-9-]+)`(?=, |$| \\||\\s*$)")]
    private static partial Regex Value();
}

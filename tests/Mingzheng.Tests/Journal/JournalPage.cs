using System.Text.RegularExpressions;
using Mingzheng.Tests.Proof;

namespace Mingzheng.Tests.Journal;

/// <summary>The table of kinds of <c>docs/journal-format.md</c>.</summary>
static partial class JournalPage
{
    /// <summary>A member as the page has it: <c>segments[].bytes</c> is a member of the objects in a list.</summary>
    internal sealed record Member(string Path, string Type, bool MayBeNull);

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

    static IEnumerable<Member> MembersOf(string body) => body.Split(';').SelectMany(part => Described().Matches(part).Select(match =>
        new Member(match.Groups["path"].Value, match.Groups["type"].Value, part.Contains("or null", StringComparison.Ordinal))));

    [GeneratedRegex(@"^\| `(?<kind>[a-z-]+\.[a-z.-]+)` \| (?<v>\d+) \| (?<streams>[a-z, -]+) \| (?<body>.+) \|$")]
    private static partial Regex Line();

    [GeneratedRegex(@"`(?<path>[A-Za-z0-9]+(?:\[\]\.[A-Za-z0-9]+)?)` (?<type>id|sha256|instant|count|code|boolean|list)\b")]
    private static partial Regex Described();
}

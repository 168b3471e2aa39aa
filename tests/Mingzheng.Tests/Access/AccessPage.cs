using Mingzheng.Tests.Hosting;

namespace Mingzheng.Tests.Access;

/// <summary>One table of docs/access-matrix.md: what each person may expect, row by row, in the words of that page.</summary>
sealed class AccessPage
{
    public const string File = "docs/access-matrix.md";

    readonly Dictionary<string, IReadOnlyDictionary<string, string>> rows;

    AccessPage(IReadOnlyList<string> people, Dictionary<string, IReadOnlyDictionary<string, string>> rows) => (People, this.rows) = (people, rows);

    public IReadOnlyList<string> People { get; }

    public IReadOnlyCollection<string> Rows => rows.Keys;

    /// <summary>What stands under a heading of the page.</summary>
    public static AccessPage Under(string heading)
    {
        var lines = System.IO.File.ReadLines(Path.Combine(CourtHost.Repository, File)).SkipWhile(line => line != $"## {heading}")
            .SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Select(Cells).ToList();
        var people = lines[0][1..];
        return new AccessPage(people, lines.Skip(2).ToDictionary(
            cells => cells[0].Trim('`'),
            IReadOnlyDictionary<string, string> (cells) => people.Zip(cells[1..]).ToDictionary(pair => pair.First, pair => pair.Second)));
    }

    /// <summary>Null when the page has no such row.</summary>
    public string? Expected(string row, string person) => rows.GetValueOrDefault(row)?[person];

    /// <summary>The same page with one word changed, to see the comparison fail.</summary>
    public AccessPage With(string row, string person, string word)
    {
        var changed = new Dictionary<string, IReadOnlyDictionary<string, string>>(rows)
        {
            [row] = new Dictionary<string, string>(rows[row]) { [person] = word },
        };
        return new AccessPage(People, changed);
    }

    static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
}

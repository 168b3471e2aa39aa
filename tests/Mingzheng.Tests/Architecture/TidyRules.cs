using System.Text.RegularExpressions;

namespace Mingzheng.Tests.Architecture;

/// <summary>Style that a program can check. Each rule takes a file's path and text and names what is wrong.</summary>
static partial class TidyRules
{
    public const int LongestFile = 350;
    public const int LongestMethod = 60;
    const string Kind = "Trait(\"kind\"";

    // Written in two parts so that this file does not break its own rule.
    static readonly string[] UnfinishedWords = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception"];
    static readonly string[] EmptyNames = ["Core", "Common", "Shared", "Util", "Utils", "Helper", "Helpers", "Manager"];
    static readonly string[] MachineFolders = ["wo" + "rk", "ho" + "me", "Us" + "ers"];

    public static IEnumerable<string> LongFile(string file, string text)
    {
        var lines = Lines(text).Length;
        return IsCode(file) && lines > LongestFile ? [$"{file} has {lines} lines"] : [];
    }

    /// <summary>Goes by the indentation that the formatter enforces: a block opens and closes in the same column.</summary>
    public static IEnumerable<string> LongMethod(string file, string text)
    {
        if (!file.EndsWith(".cs", StringComparison.Ordinal))
        {
            yield break;
        }

        var lines = Lines(text);
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Trim() != "{" || TypeDeclaration().IsMatch(Declaration(lines, i)))
            {
                continue;
            }

            var closing = lines[i].Replace('{', '}');
            var end = Array.FindIndex(lines, i, line => line.StartsWith(closing, StringComparison.Ordinal));
            if (end - i - 1 > LongestMethod)
            {
                yield return $"{file}:{i} has a block of {end - i - 1} lines";
            }
        }
    }

    public static IEnumerable<string> EmptyName(string file, string text)
    {
        var folders = file.Split('/')[..^1].Where(folder => EmptyNames.Contains(folder, StringComparer.OrdinalIgnoreCase));
        var types = file.EndsWith(".cs", StringComparison.Ordinal) ? TypeName().Matches(text).Select(match => match.Groups["name"].Value) : [];
        var name = Path.GetFileNameWithoutExtension(file);
        return folders.Concat(types.Append(name).Distinct().Where(type => EmptyNames.Any(empty => type.EndsWith(empty, StringComparison.Ordinal))))
            .Select(found => $"{file}: the name {found} says nothing");
    }

    /// <summary>A field is called what it is, and what is private or internal by itself does not say so; a partial method with a result has to.</summary>
    public static IEnumerable<string> NeedlessWord(string file, string text) =>
        file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
            ? Needless().Matches(text).Select(match => $"{file}: {match.Value.Trim()}")
            : [];

    public static IEnumerable<string> SkippedTest(string file, string text) =>
        file.EndsWith("Tests.cs", StringComparison.Ordinal) && Skip().IsMatch(text) ? [$"{file} skips a test"] : [];

    /// <summary>
    /// The inner loop leaves out what opens a whole court, so each such test has to say what kind it is: by itself or by its class, whether it
    /// opens the court in its own lines, through a method of its class or through what the class is given.
    /// </summary>
    public static IEnumerable<string> CourtWithoutKind(string file, string text) =>
        file.EndsWith("Tests.cs", StringComparison.Ordinal)
            ? EndOfType().Split(text).SelectMany(TestsWithoutKind).Select(test => $"{file}: {test} opens a court and has no kind")
            : [];

    static IEnumerable<string> TestsWithoutKind(string type)
    {
        var head = type.Split("\n{\n")[0];
        if (head.Contains(Kind, StringComparison.Ordinal))
        {
            return [];
        }

        var members = BetweenMembers().Split(type[head.Length..]).Select(member => (Text: member, Name: MemberName().Match(member).Groups["name"].Value)).ToList();
        var opening = members.Where(member => OpensCourt().IsMatch(member.Text)).ToHashSet();
        var known = -1;
        while (known < opening.Count)
        {
            known = opening.Count;
            var names = opening.Select(member => member.Name).Where(name => name.Length > 0).ToList();
            opening.UnionWith(members.Where(member => names.Exists(name => Regex.IsMatch(member.Text, $@"\b{name}\("))));
        }

        var tests = OpensCourt().IsMatch(head) ? members : [.. opening];
        return tests.Where(member => IsTest().IsMatch(member.Text) && !member.Text.Contains(Kind, StringComparison.Ordinal)).Select(member => member.Name);
    }

    public static IEnumerable<string> MachinePath(string file, string text) =>
        Regex.Matches(text, $@"(?<![\w.~\-}}])/(?:{string.Join('|', MachineFolders)})/\S*").Select(match => $"{file} names a folder of one machine: {match.Value}");

    public static IEnumerable<string> PinnedRegistry(string file, string text) =>
        file.EndsWith("package-lock.json", StringComparison.Ordinal) && text.Contains("\"resolved\":", StringComparison.Ordinal)
            ? [$"{file} names the registry of one machine"]
            : [];

    /// <summary>The name of a column is bound into what is sealed under it: the row that has the column names it once, for sealing and for opening.</summary>
    public static IEnumerable<string> LooseColumn(string file, string text) =>
        file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
            ? Loose().Matches(text).Select(match => $"{file} names a column where it is used: {match.Value}")
            : [];

    public static IEnumerable<string> Unfinished(string file, string text) =>
        UnfinishedWords.Where(word => Regex.IsMatch(text, $@"\b{word}\b")).Select(word => $"{file} is unfinished: {word}");

    static bool IsCode(string file) =>
        Path.GetExtension(file) is ".cs" or ".razor" or ".js" or ".mjs" or ".go" && !file.EndsWith(".min.js", StringComparison.Ordinal);

    static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');

    /// <summary>The first line of the declaration above an opening brace, attributes and comments left out.</summary>
    static string Declaration(string[] lines, int brace)
    {
        var first = brace - 1;
        while (first > 0 && !EndsStatement().IsMatch(lines[first - 1]))
        {
            first--;
        }

        return lines[first];
    }

    [GeneratedRegex(@"\b(?:CourtHost|Scene|FinishedSession)\.\w+\(|\((?:OpenCourt|FinishedSessions|BesiegedCourts|MatrixWorlds) ")]
    private static partial Regex OpensCourt();

    [GeneratedRegex(@"\.(?:Seal|Open)(?:Bytes)?\(""[a-z_]+\.[a-z_]+""")]
    private static partial Regex Loose();

    [GeneratedRegex(@"(?<=^\}\n)", RegexOptions.Multiline)]
    private static partial Regex EndOfType();

    [GeneratedRegex(@"\n\n(?=    \S)")]
    private static partial Regex BetweenMembers();

    [GeneratedRegex(@"^    (?![\[/#])(?:[\w<>\[\]?,.() ]+ )?(?<name>\w+)(?:<\w+>)?\(", RegexOptions.Multiline)]
    private static partial Regex MemberName();

    [GeneratedRegex(@"^    \[(?:Fact|Theory)\b", RegexOptions.Multiline)]
    private static partial Regex IsTest();

    [GeneratedRegex(@"^(?: +private (?!set\b|init\b|protected\b|static partial\b).*|internal .*|[\w<>\[\]?,. ]+ _[a-z]\w*(?:;| =.*))$", RegexOptions.Multiline)]
    private static partial Regex Needless();

    [GeneratedRegex(@"^\s*$|[;{}\]]\s*$|^\s*//")]
    private static partial Regex EndsStatement();

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*(?:class|record|struct|interface|enum)\b")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*(?:class|record|struct|interface|enum)\s+(?:(?:class|struct)\s+)?(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\bSkip\s*=")]
    private static partial Regex Skip();
}

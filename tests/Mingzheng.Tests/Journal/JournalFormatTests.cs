using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Verification;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Journal;

/// <summary>The page that fixes the format names every kind of entry and every member of it, and nothing else.</summary>
public sealed class JournalFormatTests
{
    [Fact]
    public void Every_kind_that_the_code_writes_stands_on_the_page_with_its_members()
    {
        var calls = WrittenKinds.All;
        calls.Count.ShouldBeGreaterThan(40);
        foreach (var call in calls)
        {
            call.Kinds.ShouldNotBeEmpty(call.File);
            var rows = call.Kinds.Select(kind => JournalPage.Find(kind, call.Version)
                ?? throw new ShouldAssertException($"docs/journal-format.md lacks the kind {kind} in version {call.Version}, written in {call.File}.")).ToList();
            foreach (var names in call.OfEach ? rows.Select(row => row.Names) : [rows.SelectMany(row => row.Names).Distinct()])
            {
                names.Order(StringComparer.Ordinal).ShouldBe(call.Names.Order(StringComparer.Ordinal), $"{string.Join(", ", call.Kinds)} in {call.File}");
            }
        }
    }

    /// <summary>An older version of a kind stays on the page: entries of it stand in journals.</summary>
    [Fact]
    public void No_kind_stands_on_the_page_that_nobody_writes()
    {
        var written = WrittenKinds.All.SelectMany(call => call.Kinds.Select(kind => (kind, call.Version))).ToHashSet();
        var newest = JournalPage.Rows.GroupBy(row => row.Kind).Select(rows => (rows.Key, rows.Max(row => row.Version)));

        newest.ShouldBe(written, ignoreOrder: true);
        JournalPage.Rows.Select(row => (row.Kind, row.Version)).ShouldBeUnique();
    }
}

/// <summary>And what stands in the journal of a whole session is what the page says.</summary>
[Collection(FinishedSessionTests.Name), Trait("kind", "court")]
public sealed partial class JournalOfASessionTests(FinishedSessions sessions)
{
    [Theory, DatabaseData]
    public async Task Every_entry_of_a_whole_session_has_the_shape_that_the_page_gives_it(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        var seen = new HashSet<string>();
        await using var connection = await session.Court.Get<Reads>().Connect();
        await using var command = connection.Command("select stream, kind, version, body from entries");
        await using var entry = await command.ExecuteReaderAsync();
        while (await entry.ReadAsync())
        {
            var (stream, name, body) = (entry.GetString(0), entry.GetString(1), JsonNode.Parse(entry.GetString(3))!.AsObject());
            var row = JournalPage.Find(name, Convert.ToInt32(entry.GetValue(2), null)).ShouldNotBeNull(name);
            row.Streams.ShouldContain(family => family == "any" || family == stream.Split(':')[0], $"{name} in {stream}");
            Check(name, "", body, row.Members);
            seen.Add(name);
        }

        seen.Count.ShouldBeGreaterThan(30);
    }

    static void Check(string kind, string prefix, JsonObject body, IReadOnlyList<JournalPage.Member> members)
    {
        var own = members.Where(member => member.Path.StartsWith(prefix, StringComparison.Ordinal) && !member.Path[prefix.Length..].Contains('[')).ToList();
        body.Select(member => prefix + member.Key).ShouldBe(own.Select(member => member.Path), ignoreOrder: true, kind);
        foreach (var member in own)
        {
            var value = body[member.Path[prefix.Length..]];
            (value is null ? member.MayBeNull : Fits(value, member.Type)).ShouldBeTrue($"{kind}: {member.Path} is {value?.ToJsonString()} and no {member.Type}");
            foreach (var item in value is JsonArray list ? list.OfType<JsonObject>() : [])
            {
                Check(kind, $"{member.Path}[].", item, members);
            }
        }
    }

    static bool Fits(JsonNode value, string type) => type switch
    {
        "list" => value is JsonArray,
        "boolean" => value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        "instant" => value.GetValueKind() == System.Text.Json.JsonValueKind.Number && value.GetValue<long>() > 1_000_000_000_000_000,
        "count" => value.GetValueKind() == System.Text.Json.JsonValueKind.Number && value.GetValue<long>() >= 0,
        _ => value.GetValueKind() == System.Text.Json.JsonValueKind.String && (type switch
        {
            "id" => Id(),
            "sha256" => Digest(),
            _ => Code(),
        }).IsMatch((string)value!),
    };

    [GeneratedRegex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    private static partial Regex Id();

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Digest();

    [GeneratedRegex(".")]
    private static partial Regex Code();
}

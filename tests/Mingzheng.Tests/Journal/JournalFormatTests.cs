using System.Text.Json.Nodes;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Verification;
using Mingzheng.Witnessing.Meeting;
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

/// <summary>The check of values itself: it takes what the page describes and nothing that merely looks like it.</summary>
public sealed class JournalShapeTests
{
    const string Id = "019a8c3e-5d2f-7b41-9c60-2f1e8d7a6b50";
    const string Void = $$"""{"ceremony":"{{Id}}","why":"begun-again"}""";
    const string Gap = $$"""{"from":1700000000000000,"kind":"audio","participant":"{{Id}}","to":null}""";
    const string Checks = $$"""{"checks":["licence","term"],"judge":"{{Id}}","licenceAskedAt":1700000000000000,"urgent":false}""";
    const string Manifest = """{"manifest":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"}""";
    const string Step = """{"step":"roll-call","why":"record-corrected"}""";

    [Theory]
    [InlineData("signing.void", Void, "begun-again", "forgotten")]
    [InlineData("signing.void", Void, Id, "019A8C3E-5D2F-7B41-9C60-2F1E8D7A6B50")]
    [InlineData("signing.void", Void, "why", "because")]
    [InlineData("recording.gap", Gap, "audio", "sound")]
    [InlineData("recording.gap", Gap, "1700000000000000", "1700000000")]
    [InlineData("recording.gap", Gap, "\"audio\"", "null")]
    [InlineData("witnessing.accepted", Checks, "[\"licence\",\"term\"]", "\"licence, term\"")]
    [InlineData("witnessing.accepted", Checks, "\"term\"", "\"a term\"")]
    [InlineData("witnessing.accepted", Checks, "\"term\"", "{}")]
    [InlineData("witnessing.accepted", Checks, "false", "\"no\"")]
    [InlineData("witnessing.package-made", Manifest, "aabbcc", "AABBCC")]
    [InlineData("room.step-superseded", Step, "roll-call", "roll call")]
    public void A_value_of_another_shape_is_found(string kind, string good, string part, string other)
    {
        var row = JournalPage.Find(kind, 1)!;

        JournalShape.Faults(row, JsonNode.Parse(good)!.AsObject()).ShouldBeEmpty();
        good.ShouldContain(part);
        JournalShape.Faults(row, JsonNode.Parse(good.Replace(part, other, StringComparison.Ordinal))!.AsObject()).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("G1 G2 S4", true)]
    [InlineData("G1, G2, S4", false)]
    [InlineData("G1,G2,S4", false)]
    [InlineData("", false)]
    public void Powers_of_an_appointment_stand_with_one_space_between_them(string powers, bool fits) =>
        JournalShape.Fits(JsonValue.Create(powers), new("powers", "codes", false, [])).ShouldBe(fits && powers.Length > 0);

    [Fact]
    public void The_page_lists_the_words_that_the_code_writes()
    {
        Values("recording.disconnected", "reason").ShouldBe(Enum.GetNames<Mingzheng.Rooms.Media.DisconnectReason>(), ignoreOrder: true);
        Values("identity.checked", "document").ShouldBe(Mingzheng.Identity.DocumentTypes.All.Select(Mingzheng.Identity.DocumentTypes.Word), ignoreOrder: true);
        Values("witnessing.agent-joined", "status", 2).ShouldBe(Enum.GetNames<Mingzheng.Identity.Lawyers.PracticeStatus>(), ignoreOrder: true);
        Values("recording.started", "kind").ShouldBe(Enum.GetNames<Mingzheng.Rooms.Media.TrackKind>().Select(name => name.ToLowerInvariant()), ignoreOrder: true);
        Values("signing.void", "why").ShouldBe(["begun-again", ChangePowers.Why, RequestCorrection.Why, "meeting-stopped"], ignoreOrder: true);
    }

    static IReadOnlyList<string> Values(string kind, string member, int version = 1) =>
        JournalPage.Find(kind, version)!.Members.Single(one => one.Path == member).Values;
}

/// <summary>And what stands in the journal of a whole session is what the page says.</summary>
[Collection(FinishedSessionTests.Name), Trait("kind", "court")]
public sealed class JournalOfASessionTests(FinishedSessions sessions)
{
    [Theory, DatabaseData]
    public async Task Every_entry_of_a_whole_session_has_the_shape_that_the_page_gives_it(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        var (seen, faults) = (new HashSet<string>(), new List<string>());
        await using var connection = await session.Court.Get<Reads>().Connect();
        await using var command = connection.Command("select stream, kind, version, body from entries");
        await using var entry = await command.ExecuteReaderAsync();
        while (await entry.ReadAsync())
        {
            var (stream, name, body) = (entry.GetString(0), entry.GetString(1), JsonNode.Parse(entry.GetString(3))!.AsObject());
            var row = JournalPage.Find(name, Convert.ToInt32(entry.GetValue(2), null)).ShouldNotBeNull(name);
            row.Streams.ShouldContain(family => family == "any" || family == stream.Split(':')[0], $"{name} in {stream}");
            faults.AddRange(JournalShape.Faults(row, body));
            seen.Add(name);
        }

        faults.Distinct().ShouldBeEmpty();
        seen.Count.ShouldBeGreaterThan(30);
    }
}

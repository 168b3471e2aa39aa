using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Mingzheng.Witnessing.Meeting;
using Mingzheng.Witnessing.Texts;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>A meeting that goes on over the midnight on which texts change keeps those that were in force when it was opened.</summary>
[Trait("kind", "court")]
public sealed class OverMidnightTests
{
    [Fact]
    public async Task The_record_and_the_closing_words_are_of_the_day_on_which_the_meeting_was_opened()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var session = scene.Session;
        await session.RunUntil("record");
        var room = await session.Court.Get<RoomDesk>().Look(session.RoomId);
        var tomorrow = new FakeClock(room.Room.OpenedAt!.Value.AddDays(1));
        using var folder = ChangedOn(BeijingTime.DateOf(tomorrow.GetUtcNow()));
        var texts = LegalTexts.Load(folder.Path);
        var rules = ActivatorUtilities.CreateInstance<WitnessingRules>(session.Court.Services, texts, tomorrow);

        var record = await ActivatorUtilities.CreateInstance<RecordWriter>(session.Court.Services, texts, rules, tomorrow).Of(room, asked: null, default);

        record.Confirmations.ShouldNotBeEmpty();
        record.Confirmations.ShouldAllBe(given => !given.Power.Chinese.Contains("改后"));
        rules.ClosingWords(room.Room, LegalTexts.Authoritative).ShouldNotContain("改后");
    }

    /// <summary>The texts of the court, and of two of them a version that comes into force on a day.</summary>
    static TemporaryFolder ChangedOn(DateOnly day)
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(LegalTexts.DefaultFolder, "*.json", SearchOption.AllDirectories))
        {
            folder.Write(Path.GetRelativePath(LegalTexts.DefaultFolder, file), File.ReadAllBytes(file));
        }

        foreach (var (text, field) in new[] { ("powers", "heading"), ("judge-closing", "text") })
        {
            var next = File.ReadAllText(folder[$"{text}/1.zh-Hans.json"]).Replace("\"version\": \"1\"", "\"version\": \"2\"", StringComparison.Ordinal)
                .Replace("2026-01-01", BeijingTime.IsoDate(day), StringComparison.Ordinal)
                .Replace($"\"{field}\": \"", $"\"{field}\": \"改后", StringComparison.Ordinal);
            next.ShouldContain("改后");
            folder.Write($"{text}/2.zh-Hans.json", Encoding.UTF8.GetBytes(next));
        }

        return folder;
    }
}

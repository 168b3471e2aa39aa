using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Journal;

/// <summary>What follows from entries, one reaction at a time, as the leading node runs it.</summary>
[Trait("kind", "court")]
public sealed class ReactionTests
{
    readonly FakeClock clock = FakeClock.OnAWednesdayMorning();
    readonly Diary diary = new();

    [Theory, DatabaseData]
    public async Task A_stream_that_fails_waits_and_the_others_go_on(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind, clock);
        diary.Fails.Add("test:broken");
        await Write(court, "test:broken", "test:well", "test:broken", "test:well");
        var follower = await Follower(court);
        await Through(court, follower);
        diary.Seen.ShouldBe(["test:well 1", "test:well 2"]);

        diary.Fails.Clear();
        await follower.Advance(default);
        diary.Seen.Count.ShouldBe(2, "it is tried again later, not at once");
        clock.Advance(TimeSpan.FromSeconds(20));
        await follower.Advance(default);

        diary.Seen.ShouldBe(["test:well 1", "test:well 2", "test:broken 1", "test:broken 2"]);
    }

    [Theory, DatabaseData]
    public async Task What_waits_and_what_is_done_outlive_the_node(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind, clock);
        diary.Fails.Add("test:broken");
        await Write(court, "test:broken", "test:well");
        await Through(court, await Follower(court));
        diary.Fails.Clear();
        clock.Advance(TimeSpan.FromSeconds(20));
        await Write(court, "test:broken", "test:well");
        await Through(court, await Follower(court));

        diary.Seen.ShouldBe(["test:well 1", "test:broken 1", "test:broken 2", "test:well 2"], ignoreOrder: true);
        diary.Seen.IndexOf("test:broken 1").ShouldBeLessThan(diary.Seen.IndexOf("test:broken 2"));
    }

    [Theory, DatabaseData]
    public async Task A_stream_that_keeps_failing_is_tried_less_and_less_often(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind, clock);
        diary.Fails.Add("test:broken");
        await Write(court, "test:broken");
        var follower = await Follower(court);
        await Through(court, follower);
        for (var second = 0; second < 60; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await follower.Advance(default);
        }

        // After 1, 2, 4, 8 and then every 15 seconds.
        diary.Tries.ShouldBe(8);
    }

    async Task<Follower> Follower(CourtHost court)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (court.Get<Leadership>().Lead is null)
        {
            await Task.Delay(20, limit.Token);
        }

        return await Mingzheng.Journal.Follower.Begin(court.Get<Leadership>().Lead!.Value, diary, court.Get<JournalReader>(),
            court.Get<Subscriptions>(), clock, NullLogger.Instance, limit.Token);
    }

    /// <summary>Until everything written has its place and was offered to the reaction.</summary>
    async Task Through(CourtHost court, Follower follower)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await court.Get<JournalReader>().After(-1, 10_000, limit.Token)).Count(entry => entry.Kind == "test.written") < written)
        {
            await Task.Delay(20, limit.Token);
        }

        await follower.Advance(limit.Token);
    }

    int written;

    async Task Write(CourtHost court, params string[] streams)
    {
        foreach (var stream in streams)
        {
            var act = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
            await court.Get<Writer>().Do(new Command(act, "account:1", "test.write"), writing =>
            {
                writing.Journal(stream, "test.written", new JsonObject());
                return Task.CompletedTask;
            });
            written++;
        }
    }

    /// <summary>Writes down what it is told, unless the stream is one that fails.</summary>
    sealed class Diary : IReaction
    {
        public string Name => "test-diary";

        public HashSet<string> Fails { get; } = [];

        public List<string> Seen { get; } = [];

        public int Tries { get; private set; }

        public bool Follows(string kind) => kind == "test.written";

        public Task React(PlacedEntry entry, CancellationToken stop)
        {
            Tries++;
            if (Fails.Contains(entry.Stream))
            {
                throw new InvalidOperationException("It does not work yet.");
            }

            Seen.Add($"{entry.Stream} {entry.N}");
            return Task.CompletedTask;
        }
    }
}

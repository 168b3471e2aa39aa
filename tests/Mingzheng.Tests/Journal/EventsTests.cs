using System.Net;
using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Witnessing;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Journal;

/// <summary>Streams over Server-Sent Events, as a browser reads them.</summary>
[Trait("kind", "court")]
public sealed class EventsTests
{
    [Theory, DatabaseData]
    public async Task A_broken_line_resumes_from_its_cursor_and_misses_nothing(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        using var scene = await Scene.Applied(court, "S4");
        var stream = $"authorization:{scene.Authorization:D}";
        await scene.Join();
        await scene.GiveAllPapers();
        var expected = await Placed(court, stream, await scene.Journal(stream));

        var seen = await Follow(scene.Principal, stream, after: -1, most: 2);
        seen.AddRange(await Follow(scene.Principal, stream, seen[^1].Cursor, most: expected.Count - 3));
        var last = Follow(scene.Principal, stream, seen[^1].Cursor, most: 2);
        await scene.Accept(urgent: true);
        seen.AddRange(await last);

        seen.Select(one => one.Cursor).ShouldBe((await court.Get<JournalReader>().After(-1, [stream])).Take(seen.Count).Select(entry => entry.Position));
        seen.Count.ShouldBe(expected.Count + 1);
    }

    [Theory, DatabaseData]
    public async Task A_stream_of_others_is_not_there(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        using var scene = await Scene.Applied(court, "S4");
        using var other = await Scene.AnotherPrincipal(court, "黄某某（虚构）");

        (await other.Get($"/events?stream=authorization:{scene.Authorization:D}")).Refusal.ShouldBe("NOT_FOUND");
        (await other.Get("/events?stream=nothing:1")).Refusal.ShouldBe("NOT_FOUND");
    }

    /// <summary>Attack: a right that was taken away lives on in a line that is never cut.</summary>
    [Fact]
    public async Task A_line_ends_after_a_while_and_the_next_is_asked_anew_who_it_is()
    {
        var clock = new FakeClock(TimeProvider.System.GetUtcNow());
        await using var court = await CourtHost.Start(DatabaseKind.Sqlite, clock);
        using var scene = await Scene.Applied(court, "S4");
        var stream = $"authorization:{scene.Authorization:D}";
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var answer = await Open(scene.Principal, stream, after: -1);
        using var line = new StreamReader(await answer.Content.ReadAsStreamAsync(limit.Token));
        (await line.ReadLineAsync(limit.Token)).ShouldNotBeNull("The line is open.");
        clock.Advance(TimeSpan.FromMinutes(3));
        await scene.Join();
        await line.ReadToEndAsync(limit.Token);

        await scene.Principal.Submit(await scene.Principal.Get("/"), "/sign-out");
        using var again = await Open(scene.Principal, stream, after: -1);
        again.IsSuccessStatusCode.ShouldBeFalse();
    }

    /// <summary>Attack: one person holds so many lines that none are left for others.</summary>
    [Fact]
    public async Task One_person_holds_a_limited_number_of_lines()
    {
        await using var court = await CourtHost.Start();
        using var scene = await Scene.Applied(court, "S4");
        var stream = $"authorization:{scene.Authorization:D}";
        await scene.Join();
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 31; i++)
        {
            answers.Add(await Open(scene.Principal, stream, after: -1));
        }

        answers[^1].StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answers.SkipLast(1).ShouldAllBe(answer => answer.IsSuccessStatusCode);
        using var other = await Open(scene.Agent, stream, after: -1);
        other.IsSuccessStatusCode.ShouldBeTrue();
        answers.ForEach(answer => answer.Dispose());
    }

    static async Task<HttpResponseMessage> Open(Visitor visitor, string stream, long after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/events?stream={stream}");
        request.Headers.Add("Last-Event-ID", $"{after}");
        return await visitor.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Reads so many entries and hangs up.</summary>
    static async Task<List<(long Cursor, string Data)>> Follow(Visitor visitor, string stream, long after, int most)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var answer = await Open(visitor, stream, after);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(limit.Token));
        var seen = new List<(long, string)>();
        var cursor = 0L;
        while (seen.Count < most && await reader.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                cursor = long.Parse(line[4..], null);
            }
            else if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                seen.Add((cursor, line[6..]));
            }
        }

        return seen;
    }

    static async Task<IReadOnlyList<PlacedEntry>> Placed(CourtHost court, string stream, IReadOnlyList<string> written)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var placed = await court.Get<JournalReader>().After(-1, [stream], stop: limit.Token);
            if (placed.Count >= written.Count)
            {
                return placed;
            }

            await Task.Delay(20, limit.Token);
        }
    }
}

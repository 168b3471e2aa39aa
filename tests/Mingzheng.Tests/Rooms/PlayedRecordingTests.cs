using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Objects;
using Mingzheng.Proof.Age;
using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>AW-09: the judge hears and sees the recording before deciding, and nobody else does.</summary>
[Trait("kind", "court")]
public sealed partial class PlayedRecordingTests
{
    static readonly byte[] Webm = [0x1A, 0x45, 0xDF, 0xA3];

    [Theory, DatabaseData]
    public async Task AW_09_Before_the_approval_the_judge_plays_every_track_and_that_is_noted_once(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("");
        var tracks = await Ready(scene);
        (await session.Judge.Get(scene.Address)).Readable.ShouldContain("声音 长 00:0");
        (await session.Judge.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, tracks[0]))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await session.Court.EntriesOf($"room:{session.RoomId:D}")).ShouldNotContain(entry => entry.Kind == "recording.played", "who asks for the head plays nothing");

        foreach (var track in tracks)
        {
            var whole = await Play(session.Judge, track, null);
            whole[..4].ShouldBe(Webm);
            var half = whole.Length / 2;
            (await Play(session.Judge, track, new RangeHeaderValue(half, half + 99))).ShouldBe(whole[half..(half + 100)]);
            (await Play(session.Judge, track, new RangeHeaderValue(0, null))).ShouldBe(whole);
        }

        var entries = await session.Court.EntriesOf($"room:{session.RoomId:D}");
        var exported = entries.Where(entry => entry.Kind == "recording.exported").Select(Told);
        var played = entries.Where(entry => entry.Kind == "recording.played").ToList();
        played.Select(Told).ShouldBe(exported, ignoreOrder: true, "each once, with the bytes that were exported");
        played.ShouldAllBe(entry => entry.Actor == $"account:{session.Court.AccountOf("JDG"):D}");

        static (string, string, string) Told(StreamEntry entry) =>
            ((string)entry.Body["participant"]!, (string)entry.Body["kind"]!, (string)entry.Body["sha256"]!);
    }

    [Theory, DatabaseData]
    public async Task Nobody_but_the_judge_of_the_matter_plays_it(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("");
        var tracks = await Ready(scene);
        using var clerk = await session.Court.SignIn("CLK");
        foreach (var visitor in new[] { session.Principal, session.Agent, clerk })
        {
            (await visitor.Get(scene.Address)).Text.ShouldNotContain("/recordings/");
            (await visitor.Get(tracks[0])).Refusal.ShouldBe("NOT_YOURS");
        }

        (await clerk.Get(scene.Address)).Readable.ShouldContain("法官正在审查笔录");
        using var stranger = session.Court.Visitor();
        (await stranger.Get(tracks[0])).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await scene.Approve();
        (await session.Principal.Get(tracks[0])).Refusal.ShouldBe("NOT_YOURS");
        (await Play(session.Judge, tracks[0], null))[..4].ShouldBe(Webm);
    }

    /// <summary>Attack: whoever can write to store and database puts another recording in the place of an exported one; it opens with the room's key.</summary>
    [Theory, DatabaseData]
    public async Task A_file_that_is_not_the_exported_one_is_not_played(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("");
        var tracks = await Ready(scene);
        await Exchange(session, tracks[0]);

        (await session.Judge.Get(tracks[0])).Refusal.ShouldBe("RECORDING_ALTERED");

        (await session.Court.EntriesOf($"room:{session.RoomId:D}")).ShouldNotContain(entry => entry.Kind == "recording.played");
        (await session.Court.EntriesOf($"authorization:{scene.Authorization:D}")).ShouldContain(entry =>
            entry.Kind == "act.refused" && (string)entry.Body["code"]! == "RECORDING_ALTERED");
        (await Play(session.Judge, tracks[1], null))[..4].ShouldBe(Webm);
    }

    /// <summary>The same attack after the judge has played the true one.</summary>
    [Theory, DatabaseData]
    public async Task A_file_that_is_exchanged_after_it_was_played_is_neither_played_again_nor_approved(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("");
        var tracks = await Ready(scene);
        (await Play(session.Judge, tracks[0], null))[..4].ShouldBe(Webm);
        await Exchange(session, tracks[0]);

        (await session.Judge.Get(tracks[0])).Refusal.ShouldBe("RECORDING_ALTERED");

        await session.Judge.Get("/desk");
        (await session.Judge.Post($"{scene.Address}/approval")).Refusal.ShouldBe("RECORDING_ALTERED");
        File.Delete(await FileOf(session, tracks[0]));
        (await session.Judge.Get(tracks[0])).Refusal.ShouldBe("RECORDING_ALTERED", "gone is altered too");
    }

    static async Task Exchange(Session session, string track) => await File.WriteAllBytesAsync(
        await FileOf(session, track), AgeFile.Encrypt(Webm, session.Court.Get<DataKeys>().Of($"room:{session.RoomId:D}").Recipient));

    static async Task<string> FileOf(Session session, string track)
    {
        var id = Guid.Parse(track.Split('/')[^1]);
        await using var db = session.Court.Get<Reads>().Open();
        var stored = (await db.Set<RecordingExport>().SingleAsync(one => one.Id == id)).ObjectId.ToString("N");
        return Path.Combine(session.Court.Folder, "objects", stored[^2..], $"{stored}.age");
    }

    static async Task<byte[]> Play(Visitor judge, string track, RangeHeaderValue? range)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, track);
        request.Headers.Range = range;
        using var answer = await judge.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(range is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent);
        answer.Content.Headers.ContentType!.MediaType.ShouldBeOneOf("audio/webm", "video/webm");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("media-src 'self'");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The addresses on the judge's page, once sound and picture of all three stand there.</summary>
    static async Task<IReadOnlyList<string>> Ready(Scene scene)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            var page = await scene.Session.Judge.Get(scene.Address);
            var tracks = Players().Matches(page.Text).Select(player => player.Groups[1].Value).ToList();
            if (tracks.Count == 6)
            {
                return tracks;
            }

            page.Text.ShouldContain("data-making");
            page.Text.ShouldContain($"stream=room:{scene.Session.RoomId:D}", customMessage: "The page follows the recording.");
            await Task.Delay(100, limit.Token);
        }
    }

    [GeneratedRegex("<(?:audio|video) controls[^>]* src=\"([^\"]+/recordings/[^\"]+)\"")]
    private static partial Regex Players();
}

using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Objects;
using Mingzheng.Proof.Age;
using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Media;
using Mingzheng.Witnessing.Review;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>What the review asks of the recording: sound and picture of everyone, played or named (AW-10, invariant 2).</summary>
[Trait("kind", "court")]
public sealed class RoomRecordingTests
{
    static readonly Guid Judge = Guid.Parse("00000000-0000-7000-8000-000000000001");
    static readonly Guid Waiting = Guid.Parse("00000000-0000-7000-8000-000000000002");

    [Theory]
    [InlineData("", "", "", "", "RECORDING_INCOMPLETE")]
    [InlineData("audio", "audio", "", "", "RECORDING_INCOMPLETE")]
    [InlineData("audio video", "audio", "", "", "RECORDING_NOT_SEALED")]
    [InlineData("audio video", "audio video", "", "", null)]
    [InlineData("audio video", "audio", "video", "", null)]
    [InlineData("audio", "audio", "video", "", null)]
    [InlineData("audio video", "audio", "", "video", "RECORDING_ALTERED")]
    [InlineData("audio", "audio", "", "video", "RECORDING_ALTERED")]
    public void Invariant_2_Everyone_inside_is_recorded_in_sound_and_picture(string isSealed, string exported, string unplayable, string altered, string? refusal)
    {
        var judge = Someone(Judge, RoomRole.Judge);
        judge.Arrive(DateTimeOffset.UnixEpoch);
        judge.Admit(DateTimeOffset.UnixEpoch);
        var tracks = RoomRecording.Of([judge, Someone(Waiting, RoomRole.Agent)], Tracks(isSealed), Tracks(exported), Tracks(unplayable), Tracks(altered));
        tracks.ShouldAllBe(track => track.ParticipantId == Judge);
        new RoomRecording(tracks, TimeSpan.Zero).Objection()?.Code.ShouldBe(refusal);
        (new RoomRecording(tracks, TimeSpan.Zero).Objection() is null).ShouldBe(refusal is null);
    }

    [Fact]
    public void Invariant_2_A_room_in_which_nobody_was_recorded_is_not_approved() =>
        new RoomRecording([], TimeSpan.Zero).Objection()!.Code.ShouldBe("RECORDING_INCOMPLETE");

    /// <summary>The judge approves all the same, knowing which; the segments stay and are named in the index that the certificate names.</summary>
    [Theory, DatabaseData]
    public async Task A_track_that_no_player_can_play_is_named_and_does_not_hold_up_the_review(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        var agent = await Agent(session);
        session.Media.WithoutKeyFrame = $"{agent:D}";
        await session.RunUntil("");
        var entry = await Named(session);
        ((string)entry["participant"]!, (string)entry["kind"]!, (string)entry["why"]!).ShouldBe(($"{agent:D}", "video", "refused-by-ffprobe"));
        await scene.Approve();

        await using var db = session.Court.Get<Reads>().Open();
        var index = await RecordingIndex.Of(db, session.RoomId);
        var unplayable = index.Where(segment => segment!["playable"] is not null).ToList();
        unplayable.Count.ShouldBe((int)entry["segments"]!);
        unplayable.ShouldAllBe(segment => (string)segment!["kind"]! == "video" && (string)segment["participant"]! == $"{agent:D}");
        (await db.Set<RecordingExport>().CountAsync(one => one.RoomId == session.RoomId)).ShouldBe(5);
        (await session.Judge.Get($"/authorizations/{scene.Authorization:D}")).Text.ShouldContain("无法播放");
    }

    /// <summary>
    /// Attack: whoever can write to the object folder puts another recording in the place of a sealed segment, encrypted to the room's public
    /// recipient, or takes one away. It opens with the room's key like the true one; its digest in the journal does not fit.
    /// </summary>
    [Theory, DatabaseData]
    public async Task Invariant_2_A_segment_that_is_not_the_sealed_one_becomes_an_alarm_and_no_file(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        var agent = await Agent(session);
        session.Media.BeforeFinished = () =>
        {
            var folder = Path.Combine(session.Court.Folder, "objects", "recordings", $"{session.RoomId:D}");
            var segment = Path.Combine(folder, $"{agent:D}-audio-00001.mjr.age");
            var forged = AgeFile.Encrypt(MjrSample.Frames(100, 50), session.Court.Get<DataKeys>().Of($"room:{session.RoomId:D}").Recipient);
            new FileInfo(segment).Length.ShouldBe(forged.Length);
            File.WriteAllBytes(segment, forged);
            File.Delete(Path.Combine(folder, $"{agent:D}-video-00001.mjr.age"));
        };
        await session.RunUntil("");
        var altered = await Entry(session, "recording.altered", 2);

        altered.ShouldAllBe(entry => (string)entry["participant"]! == $"{agent:D}" && (string)entry["why"]! == "segment-altered");
        altered.Select(entry => (string)entry["kind"]!).ShouldBe(["audio", "video"], ignoreOrder: true);
        await Entry(session, "recording.exported", 4);
        await using var db = session.Court.Get<Reads>().Open();
        (await db.Set<RecordingExport>().AnyAsync(one => one.RoomId == session.RoomId && one.ParticipantId == agent)).ShouldBeFalse();
        session.Court.Log.All.ShouldContain(line => line.Contains("ALARM: segment 1 of audio"));
        var address = $"/authorizations/{scene.Authorization:D}";
        var page = await session.Judge.Get(address);
        page.Text.ShouldContain("与封存时不一致");
        page.Text.ShouldNotContain($"{address}/approval");
        (await session.Judge.Post($"{address}/approval")).Refusal.ShouldBe("RECORDING_ALTERED");
    }

    [Theory, DatabaseData]
    public async Task Invariant_2_Without_the_picture_of_one_who_was_inside_the_result_is_not_approved(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("");
        var address = $"/authorizations/{scene.Authorization:D}";
        await using (var db = session.Court.Get<Reads>().Open())
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
            while ((await RoomRecording.Load(db, session.RoomId, limit.Token)).Objection() is not null)
            {
                await Task.Delay(100, limit.Token);
            }
        }

        var index = await Index(session);
        await session.Court.Plant(db => db.Set<RecordingSegment>().Where(one => one.RoomId == session.RoomId)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Bytes, one => one.Bytes + 1)));
        (await Approving(scene, index)).ShouldBe("RECORDING_NOT_SEALED", "what the index names is not what is there when the books are written");

        var agent = await Agent(session);
        await session.Court.Plant(async db =>
        {
            await db.Set<RecordingSegment>().Where(one => one.ParticipantId == agent && one.Kind == "video").ExecuteDeleteAsync();
            await db.Set<RecordingExport>().Where(one => one.ParticipantId == agent && one.Kind == "video").ExecuteDeleteAsync();
        });

        var page = await session.Judge.Get(address);
        page.Text.ShouldContain("从未录下");
        page.Text.ShouldNotContain($"{address}/approval");
        (await session.Judge.Post($"{address}/approval")).Refusal.ShouldBe("RECORDING_INCOMPLETE");
        (await Approving(scene, await Index(session))).ShouldBe("RECORDING_INCOMPLETE", "when it was whole before the certificate was sealed");
    }

    /// <summary>The refusal of the act itself, whose certificate was sealed before.</summary>
    static async Task<string> Approving(Scene scene, StoredObject index)
    {
        var court = scene.Session.Court;
        return (await Should.ThrowAsync<RefusedException>(() => court.Get<Writer>().Do(
            new Command(scene.Session.Judge.NewAct(), "system", "test.approve"),
            writing => Approve.Write(writing, scene.Authorization, court.AccountOf("JDG"), null!, index, court.Get<DataKeys>())))).Refusal.Code;
    }

    /// <summary>As it is put into the store before the act.</summary>
    static async Task<StoredObject> Index(Session session)
    {
        await using var db = session.Court.Get<Reads>().Open();
        return await session.Court.Get<ObjectStore>().Put(Mingzheng.Rooms.Room.StreamOf(session.RoomId), "application/json", await RecordingIndex.Written(db, session.RoomId));
    }

    static RoomParticipant Someone(Guid id, RoomRole role) =>
        new() { Id = id, RoomId = id, AccountId = id, Role = role, Name = [] };

    static HashSet<(Guid, string)> Tracks(string kinds) => [.. kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(kind => (Judge, kind))];

    static async Task<Guid> Agent(Session session)
    {
        await using var db = session.Court.Get<Reads>().Open();
        return (await db.Set<RoomParticipant>().SingleAsync(one => one.RoomId == session.RoomId && one.Role == RoomRole.Agent)).Id;
    }

    static async Task<JsonObject> Named(Session session) => (await Entry(session, "recording.not-playable", 1))[0];

    /// <summary>The entries of a kind, once there are so many.</summary>
    static async Task<List<JsonObject>> Entry(Session session, string kind, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            var found = (await session.Court.EntriesOf($"room:{session.RoomId:D}")).Where(entry => entry.Kind == kind).Select(entry => entry.Body).ToList();
            if (found.Count >= count)
            {
                return found;
            }

            await Task.Delay(100, limit.Token);
        }
    }
}

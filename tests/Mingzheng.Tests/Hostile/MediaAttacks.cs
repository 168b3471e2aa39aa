using System.Text.Json;
using Mingzheng.Base;
using Mingzheng.Rooms;
using Mingzheng.Rooms.Media;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Rooms;
using static Mingzheng.Tests.Hostile.Besieged;

namespace Mingzheng.Tests.Hostile;

/// <summary>Events that no node sent, or that a node sends of what is not its business.</summary>
static class MediaAttacks
{
    const string Address = "/internal/media/events";
    const string Nothing = "00000000-0000-8000-8000-00000000abcd";
    static readonly string Digest = new('0', 64);

    public static readonly IReadOnlyList<Attack> All =
    [
        new("a media event without the secret", 401, "SIGN_IN_FIRST", court => Report(court, "", Connected(court))),
        new("a media event with a wrong secret", 401, "SIGN_IN_FIRST", court => Report(court, "Bearer wrong-secret-of-the-same-length-00000", Connected(court))),
        new("a media event with no secret after the word", 401, "SIGN_IN_FIRST", court => Report(court, "Bearer ", Connected(court))),
        new("a media event by a judge", 404, "NOT_FOUND", court => Json(court.Judge, Address, JsonSerializer.Serialize(Connected(court), MediaJson.Options))),
        new("a media event of a room that is not there", 404, "NOT_FOUND", court => Report(court, new ParticipantConnected(NewId(), Nothing, Now(), Nothing))),
        new("a media event of a room that is no room", 404, "NOT_FOUND", court => Report(court, new ParticipantConnected(NewId(), "../../etc", Now(), Nothing))),
        new("a media event of a participant of another room", 422, "MEDIA_EVENT_FOREIGN",
            court => Report(court, new ParticipantConnected(NewId(), $"{court.RoomId:D}", Now(), Nothing))),
        new("a segment of a participant of another room", 422, "MEDIA_EVENT_FOREIGN", court => Report(court, Sealed(court, Nothing, $"recordings/{court.RoomId:D}/a.age"))),
        new("a segment outside the folder of recordings", 422, "MEDIA_EVENT_FOREIGN",
            async court => await Report(court, Sealed(court, await Someone(court), $"recordings/{court.RoomId:D}/../../keys/court"))),
        new("a segment by its absolute path", 422, "MEDIA_EVENT_FOREIGN", async court => await Report(court, Sealed(court, await Someone(court), "/etc/passwd"))),
        new("a segment in the folder of another room", 422, "MEDIA_EVENT_FOREIGN",
            async court => await Report(court, Sealed(court, await Someone(court), $"recordings/{Nothing}/a.age"))),
        new("a segment before all time", 400, "BAD_REQUEST", async court => await Report(court, Sealed(court, await Someone(court), "recordings/a", from: long.MinValue))),
        new("a segment with a number below zero", 400, "BAD_REQUEST", async court => await Report(court, Sealed(court, await Someone(court), "recordings/a", no: -1))),
        new("a segment sealed anew under its old number", 409, "MEDIA_SEGMENT_KNOWN", async court => await Report(
            court, Sealed(court, await Someone(court), $"recordings/{court.RoomId:D}/other.age", no: 0))),
        new("a media event sent again", 204, null, async court =>
        {
            var one = new ParticipantConnected(NewId(), $"{court.RoomId:D}", Now(), await Someone(court));
            await Report(court, one);
            return () => Report(court, one);
        }),
        new("a media event sent again with other content", 204, null, async court =>
        {
            var one = new ParticipantConnected(NewId(), $"{court.RoomId:D}", Now(), await Someone(court));
            await Report(court, one);
            return () => Report(court, new NodeRestarted(one.Id, one.Room, one.At, RestartCause.Node));
        }),
        new("a media event of a kind that is none", 400, "BAD_REQUEST", court => Report(court, $"[{{\"kind\":\"forged\",\"id\":\"{NewId():D}\",\"room\":\"{court.RoomId:D}\"}}]")),
        new("a media event of no kind", 400, "BAD_REQUEST", court => Report(court, $"[{{\"id\":\"{NewId():D}\",\"room\":\"{court.RoomId:D}\"}}]")),
        new("a media event without its members", 400, "BAD_REQUEST",
            court => Report(court, $"[{{\"kind\":\"recording-sealed\",\"id\":\"{NewId():D}\",\"room\":\"{court.RoomId:D}\"}}]")),
        new("a media event that is null", 400, "BAD_REQUEST", court => Report(court, "[null]")),
        new("media events that are no JSON", 400, "BAD_REQUEST", court => Report(court, "[{")),
        new("media events nested a thousand deep", 400, "BAD_REQUEST", court => Report(court, new string('[', 1000))),
    ];

    static MediaEvent[] Connected(Besieged court) => [new ParticipantConnected(NewId(), $"{court.RoomId:D}", Now(), Nothing)];

    static RecordingSealed Sealed(Besieged court, string participant, string path, int no = 9999, long from = 0) => new(
        NewId(), $"{court.RoomId:D}", Now(), [new SealedSegment(participant, TrackKind.Audio, 0, no, path, 1, Digest, from, 0, 1)]);

    static async Task<string> Someone(Besieged court) => $"{await court.Participant(RoomRole.Agent):D}";

    static Task<Reply> Report(Besieged court, MediaEvent one) => Report(court, $"Bearer {StandInMediaNode.Secret}", one);

    static Task<Reply> Report(Besieged court, string authorization, params MediaEvent[] events) =>
        Report(court, JsonSerializer.Serialize(events, MediaJson.Options), authorization);

    static Task<Reply> Report(Besieged court, string body, string? authorization = null) =>
        Json(court.Nobody, Address, body, ("Authorization", authorization ?? $"Bearer {StandInMediaNode.Secret}"));

    static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    static long Now() => TimeProvider.System.Now().ToMicroseconds();
}

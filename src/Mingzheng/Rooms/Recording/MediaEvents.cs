using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Rooms.Media;

namespace Mingzheng.Rooms.Recording;

/// <summary>
/// What a media node tells: who is connected, what was sealed, what is missing. Each event is an act with the event's own id, so a batch
/// that arrives twice is written once.
/// </summary>
static class MediaEvents
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/internal/media/events", Handle).Declares(Acts.ReportMedia).DisableAntiforgery();

    static async Task<IResult> Handle(HttpRequest request, Writer writer, CancellationToken stop)
    {
        foreach (var one in await Read(request, stop))
        {
            var room = Guid.TryParseExact(one.Room, "D", out var id) ? id : throw Refuse.NotFound();
            await writer.Do(new Command(one.Id, "system", "media.report"), writing => Write(writing, room, one), stop);
        }

        return Results.NoContent();
    }

    /// <exception cref="RefusedException">BAD_REQUEST: not JSON, or not of the shape that a node sends.</exception>
    static async Task<IReadOnlyList<MediaEvent>> Read(HttpRequest request, CancellationToken stop)
    {
        Refuse.If(request.HasJsonContentType() ? null : Malformed(StatusCodes.Status415UnsupportedMediaType));
        try
        {
            var events = await request.ReadFromJsonAsync<List<MediaEvent?>>(MediaJson.Options, stop) ?? [];
            Refuse.If(events.Contains(null) ? Malformed(StatusCodes.Status400BadRequest) : null);
            return [.. events.OfType<MediaEvent>()];
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw new RefusedException(Malformed(StatusCodes.Status400BadRequest));
        }
    }

    static Refusal Malformed(int status) => new("BAD_REQUEST") { Status = status };

    static async Task Write(Writing writing, Guid id, MediaEvent one)
    {
        var room = await writing.Db.FindAsync<Room>(id) ?? throw Refuse.NotFound();
        var participants = await writing.Db.Set<RoomParticipant>().Where(row => row.RoomId == id).Select(row => row.Id).ToListAsync();
        Refuse.If(MediaEventRules.Objection(one, id, participants.Select(participant => $"{participant:D}").ToHashSet()));
        var (kind, body) = one switch
        {
            ParticipantConnected connected => ("recording.connected", new JsonObject { ["participant"] = connected.Participant }),
            ParticipantDisconnected gone => ("recording.disconnected", new JsonObject
            {
                ["participant"] = gone.Participant,
                ["reason"] = gone.Reason.ToString(),
            }),
            MediaInterrupted silent => ("recording.interrupted", Track(silent.Participant, silent.Track)),
            MediaResumed back => ("recording.resumed", Track(back.Participant, back.Track)),
            RecordingStarted started => ("recording.started", Track(started.Participant, started.Track)),
            RecordingSealed segments => ("recording.sealed", await Sealed(writing, id, segments)),
            TrackGap gap => ("recording.gap", await Gap(writing, id, gap)),
            RecordingFinished finished => ("recording.finished", new JsonObject
            {
                ["tracks"] = new JsonArray([.. finished.Tracks.Select(track => (JsonNode)new JsonObject
                {
                    ["bytes"] = track.Bytes,
                    ["kind"] = Kind(track.Track),
                    ["participant"] = track.Participant,
                    ["segments"] = track.Segments,
                })]),
            }),
            NodeRestarted restarted => ("recording.node-restarted", new JsonObject { ["cause"] = restarted.Cause.ToString() }),
            _ => throw new InvalidOperationException($"No entry is written for {one.GetType().Name}."),
        };
        writing.Journal(room.Stream, kind, body);
    }

    static async Task<JsonObject> Sealed(Writing writing, Guid room, RecordingSealed one)
    {
        var segments = new JsonArray();
        foreach (var segment in one.Segments)
        {
            var (participant, kind) = (Guid.Parse(segment.Participant), Kind(segment.Track));
            // What was sealed once is never sealed anew under the same number: the event says something else than the books.
            Refuse.If(await writing.Db.FindAsync<RecordingSegment>(room, participant, kind, segment.No) is null
                ? null
                : new Refusal("MEDIA_SEGMENT_KNOWN", "AW-10") { Status = StatusCodes.Status409Conflict });
            writing.Db.Add(new RecordingSegment
            {
                RoomId = room,
                ParticipantId = participant,
                Kind = kind,
                Segment = segment.No,
                Part = segment.Part,
                Path = segment.Path,
                Bytes = segment.Bytes,
                Sha256 = segment.Sha256,
                FromAt = Instants.FromMicroseconds(segment.From),
                ToAt = Instants.FromMicroseconds(segment.To),
            });
            segments.Add(new JsonObject
            {
                ["bytes"] = segment.Bytes,
                ["from"] = segment.From,
                ["kind"] = kind,
                ["n"] = segment.No,
                ["participant"] = segment.Participant,
                ["sha256"] = segment.Sha256,
                ["to"] = segment.To,
            });
        }

        return new JsonObject { ["segments"] = segments };
    }

    /// <summary>The first event of a gap opens it, the second closes it; whatever comes after that changes nothing.</summary>
    static async Task<JsonObject> Gap(Writing writing, Guid id, TrackGap gap)
    {
        // Both events wait here for each other, whatever connections they come by.
        var room = await writing.Hold<Room>(id);
        var (participant, kind, from) = (Guid.Parse(gap.Participant), Kind(gap.Track), Instants.FromMicroseconds(gap.From));
        var to = gap.To is { } end ? Instants.FromMicroseconds(end) : (DateTimeOffset?)null;
        if (await writing.Db.Set<RecordingGap>().FirstOrDefaultAsync(row =>
            row.RoomId == room.Id && row.ParticipantId == participant && row.Kind == kind && row.FromAt == from) is { } known)
        {
            known.ToAt ??= to;
        }
        else
        {
            writing.Db.Add(new RecordingGap
            {
                Id = writing.NewId(), RoomId = room.Id, ParticipantId = participant, Kind = kind, FromAt = from, ToAt = to,
            });
        }

        return new JsonObject { ["from"] = gap.From, ["kind"] = kind, ["participant"] = gap.Participant, ["to"] = gap.To };
    }

    static JsonObject Track(string participant, TrackKind kind) => new() { ["kind"] = Kind(kind), ["participant"] = participant };

    static string Kind(TrackKind kind) => kind == TrackKind.Audio ? RecordingKinds.Audio : RecordingKinds.Video;
}

using System.Text.Json.Nodes;
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

    static async Task<IResult> Handle(
        HttpRequest request, Writer writer, CancellationToken stop)
    {
        var events = await request.ReadFromJsonAsync<List<MediaEvent>>(MediaJson.Options, stop) ?? [];
        foreach (var one in events)
        {
            if (Guid.TryParse(one.Room, out var room))
            {
                await writer.Do(new Command(one.Id, "system", "media.report"), writing => Write(writing, room, one), stop);
            }
        }

        return Results.NoContent();
    }

    static async Task Write(Writing writing, Guid id, MediaEvent one)
    {
        var room = await writing.Db.FindAsync<Room>(id) ?? throw Refuse.NotFound();
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
            RecordingSealed segments => ("recording.sealed", Sealed(writing, id, segments)),
            Media.RecordingGap gap => ("recording.gap", Gap(writing, id, gap)),
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

    static JsonObject Sealed(Writing writing, Guid room, RecordingSealed one)
    {
        var segments = new JsonArray();
        foreach (var segment in one.Segments)
        {
            writing.Db.Add(new RecordingSegment
            {
                RoomId = room,
                ParticipantId = Guid.Parse(segment.Participant),
                Kind = Kind(segment.Track),
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
                ["kind"] = Kind(segment.Track),
                ["n"] = segment.No,
                ["participant"] = segment.Participant,
                ["sha256"] = segment.Sha256,
                ["to"] = segment.To,
            });
        }

        return new JsonObject { ["segments"] = segments };
    }

    static JsonObject Gap(Writing writing, Guid room, Media.RecordingGap gap)
    {
        if (gap.To is { } to)
        {
            writing.Db.Add(new RecordingGap
            {
                Id = writing.NewId(),
                RoomId = room,
                ParticipantId = Guid.Parse(gap.Participant),
                Kind = Kind(gap.Track),
                FromAt = Instants.FromMicroseconds(gap.From),
                ToAt = Instants.FromMicroseconds(to),
            });
        }

        return new JsonObject { ["from"] = gap.From, ["kind"] = Kind(gap.Track), ["participant"] = gap.Participant, ["to"] = gap.To };
    }

    static JsonObject Track(string participant, TrackKind kind) => new() { ["kind"] = Kind(kind), ["participant"] = participant };

    static string Kind(TrackKind kind) => kind == TrackKind.Audio ? "audio" : "video";
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Objects;
using Mingzheng.Proof.Age;
using Mingzheng.Rooms.Media;

namespace Mingzheng.Rooms.Recording;

/// <summary>
/// When a recording is finished, makes one playable file of each track. The sealed segments stay the evidence; what is made here can be
/// made again from them. A track that no player could play is named in the journal, and the others go on.
/// </summary>
sealed class RecordingExporter(
    Reads reads, Writer writer, ObjectStore objects, DataKeys keys, IConfiguration configuration) : IReaction
{
    public string Name => "recording-exporter";

    public bool Follows(string kind) => kind == "recording.finished";

    public async Task React(PlacedEntry entry, CancellationToken stop)
    {
        var id = Room.IdOf(entry.Stream);
        await using var db = reads.Open();
        var room = await db.FindAsync<Room>([id], stop) ?? throw Refuse.NotFound();
        var segments = await db.Set<RecordingSegment>().Where(segment => segment.RoomId == id)
            .OrderBy(segment => segment.Segment).ToListAsync(stop);
        var roles = await db.Set<RoomParticipant>().Where(one => one.RoomId == id).ToDictionaryAsync(one => one.Id, one => one.Role, stop);
        foreach (var track in segments.GroupBy(segment => (segment.ParticipantId, segment.Kind)))
        {
            var command = new Command(ActOf(id, track.Key.ParticipantId, track.Key.Kind), "system", "recording.export");
            if (!await writer.WasDone(command, stop))
            {
                await ExportOrName(command, room, roles[track.Key.ParticipantId], [.. track], stop);
            }
        }
    }

    async Task ExportOrName(Command command, Room room, RoomRole role, List<RecordingSegment> track, CancellationToken stop)
    {
        try
        {
            await Export(command, room, role, track, stop);
        }
        catch (UnplayableException fault)
        {
            await WriteUnplayable(command, room, track, fault.Why, stop);
        }
    }

    /// <summary>In the same act that would have written the export: a track is either playable or named.</summary>
    Task WriteUnplayable(Command command, Room room, List<RecordingSegment> track, string why, CancellationToken stop) =>
        writer.Do(command, writing =>
        {
            writing.Db.Add(new UnplayableTrack
            {
                Id = writing.NewId(),
                RoomId = room.Id,
                ParticipantId = track[0].ParticipantId,
                Kind = track[0].Kind,
                Why = why,
                Segments = track.Count,
                At = writing.Now,
            });
            writing.Journal(room.Stream, "recording.not-playable", new JsonObject
            {
                ["kind"] = track[0].Kind,
                ["participant"] = $"{track[0].ParticipantId:D}",
                ["segments"] = track.Count,
                ["why"] = why,
            });
            return Task.CompletedTask;
        }, stop);

    async Task Export(Command command, Room room, RoomRole role, List<RecordingSegment> track, CancellationToken stop)
    {
        var kind = track[0].Kind == RecordingKinds.Audio ? TrackKind.Audio : TrackKind.Video;
        await using var playable = await new Media.RecordingExport(MediaOptions.From(configuration)).Make(kind, Opened(room, track), stop);
        var stored = await objects.Put(room.Stream, kind == TrackKind.Audio ? "audio/webm" : "video/webm", playable.Content, long.MaxValue, stop);
        await writer.Do(command, writing =>
        {
            writing.Db.Add(stored);
            writing.Db.Add(new RecordingExport
            {
                Id = writing.NewId(),
                RoomId = room.Id,
                ParticipantId = track[0].ParticipantId,
                Kind = track[0].Kind,
                ObjectId = stored.Id,
                Milliseconds = (long)(playable.Seconds * 1000),
                Segments = track.Count,
                At = writing.Now,
            });
            writing.Journal(room.Stream, "recording.exported", new JsonObject
            {
                // Where its first moment lies in the session: the times of the record count from room.opened.
                ["from"] = playable.FirstFrame,
                ["kind"] = track[0].Kind,
                ["milliseconds"] = (long)(playable.Seconds * 1000),
                ["participant"] = $"{track[0].ParticipantId:D}",
                ["path"] = RecordingExport.PathOf(role, track[0].Kind),
                ["segments"] = track.Count,
                ["sha256"] = stored.CipherSha256,
            });
            return Task.CompletedTask;
        }, stop);
    }

    async IAsyncEnumerable<Stream> Opened(Room room, List<RecordingSegment> track)
    {
        foreach (var segment in track)
        {
            yield return await AgeFile.OpenReadAsync(
                File.OpenRead(Path.Combine(objects.Folder, segment.Path)), CancellationToken.None, keys.Of(room.Stream).Identity);
        }
    }

    /// <summary>The same track always gives the same act, so an export is written once however often the reaction runs.</summary>
    static Guid ActOf(Guid room, Guid participant, string kind) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"recording.export\n{room:D}\n{participant:D}\n{kind}")).AsSpan(0, 16), bigEndian: true);
}

using System.Runtime.CompilerServices;
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
/// made again from them. A track that no player could play is named in the journal, and the others go on; so is one whose segments are not
/// those that were sealed, and that is an alarm.
/// </summary>
sealed class RecordingExporter(
    Reads reads, Writer writer, JournalReader journal, ObjectStore objects, DataKeys keys, IConfiguration configuration,
    ILogger<RecordingExporter> log) : IReaction
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
        var known = await SealedSegments.Of(journal, entry.Stream, stop);
        var rows = segments.ToLookup(segment => (segment.ParticipantId, segment.Kind));
        // A track whose rows are all gone is in the journal still.
        foreach (var (participant, kind) in rows.Select(track => track.Key).Union(known.Tracks))
        {
            var command = new Command(ActOf(id, participant, kind), "system", "recording.export");
            if (!await writer.WasDone(command, stop))
            {
                await ExportOrName(command, room, new Track(participant, kind, roles[participant], [.. rows[(participant, kind)]]), known, stop);
            }
        }
    }

    async Task ExportOrName(Command command, Room room, Track track, SealedSegments known, CancellationToken stop)
    {
        try
        {
            known.Compare((track.Participant, track.Kind), track.Segments);
            await Export(command, room, track, stop);
        }
        catch (UnplayableException fault)
        {
            await WriteUnplayable(command, room, track, fault.Why, "recording.not-playable", stop);
        }
        catch (AlteredRecordingException fault)
        {
            log.Altered(room.Id, track.Participant, track.Kind, fault.Segment);
            await WriteUnplayable(command, room, track, UnplayableTrack.Altered, "recording.altered", stop);
        }
    }

    /// <summary>In the same act that would have written the export: a track is either playable or named.</summary>
    Task WriteUnplayable(Command command, Room room, Track track, string why, string entry, CancellationToken stop) =>
        writer.Do(command, writing =>
        {
            writing.Db.Add(new UnplayableTrack
            {
                Id = writing.NewId(),
                RoomId = room.Id,
                ParticipantId = track.Participant,
                Kind = track.Kind,
                Why = why,
                Segments = track.Segments.Count,
                At = writing.Now,
            });
            writing.Journal(room.Stream, entry, new JsonObject
            {
                ["kind"] = track.Kind,
                ["participant"] = $"{track.Participant:D}",
                ["segments"] = track.Segments.Count,
                ["why"] = why,
            });
            return Task.CompletedTask;
        }, stop);

    async Task Export(Command command, Room room, Track track, CancellationToken stop)
    {
        var kind = track.Kind == RecordingKinds.Audio ? TrackKind.Audio : TrackKind.Video;
        await using var playable = await new TrackExport(MediaOptions.From(configuration)).Make(kind, Opened(room, track.Segments, stop), stop);
        var stored = await objects.Put(room.Stream, kind == TrackKind.Audio ? "audio/webm" : "video/webm", playable.Content, long.MaxValue, stop);
        await writer.Do(command, writing =>
        {
            writing.Db.Add(stored);
            writing.Db.Add(new RecordingExport
            {
                Id = writing.NewId(),
                RoomId = room.Id,
                ParticipantId = track.Participant,
                Kind = track.Kind,
                ObjectId = stored.Id,
                Milliseconds = (long)(playable.Seconds * 1000),
                Segments = track.Segments.Count,
                At = writing.Now,
            });
            writing.Journal(room.Stream, "recording.exported", new JsonObject
            {
                // Where its first moment lies in the session: the times of the record count from room.opened.
                ["from"] = playable.FirstFrame,
                ["kind"] = track.Kind,
                ["milliseconds"] = (long)(playable.Seconds * 1000),
                ["participant"] = $"{track.Participant:D}",
                ["path"] = RecordingExport.PathOf(track.Role, track.Kind),
                ["segments"] = track.Segments.Count,
                ["sha256"] = stored.CipherSha256,
            });
            return Task.CompletedTask;
        }, stop);
    }

    async IAsyncEnumerable<Stream> Opened(Room room, List<RecordingSegment> track, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var segment in track)
        {
            var cipher = new MemoryStream(await SealedSegments.Read(objects.Folder, segment, stop), writable: false);
            yield return await AgeFile.OpenReadAsync(cipher, CancellationToken.None, keys.Of(room.Stream).Identity);
        }
    }

    sealed record Track(Guid Participant, string Kind, RoomRole Role, List<RecordingSegment> Segments);

    /// <summary>The same track always gives the same act, so an export is written once however often the reaction runs.</summary>
    static Guid ActOf(Guid room, Guid participant, string kind) => DerivedId.Of("recording.export", $"{room:D}", $"{participant:D}", kind);
}

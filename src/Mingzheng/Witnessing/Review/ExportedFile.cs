using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Objects;
using Mingzheng.Rooms;

namespace Mingzheng.Witnessing.Review;

/// <summary>
/// What lies in the store in the place of a playable track, held against what the journal says was exported. Anybody can encrypt to the room's
/// public recipient, so that a file opens does not make it the one that was recorded; and its row could have been changed together with it.
/// </summary>
sealed class ExportedFile(ObjectStore objects, JournalReader journal)
{
    /// <summary>The entry that an export is written down with.</summary>
    public const string Kind = "recording.exported";

    /// <summary>The digest of the file as it lies there now, or RECORDING_ALTERED.</summary>
    public async Task<(string Found, Refusal? Objection)> Look(RecordingExport export, CancellationToken stop)
    {
        var found = await objects.CipherDigest(export.ObjectId, stop);
        var exported = (string)(await journal.Written(Room.StreamOf(export.RoomId), [Kind], stop))
            .Single(entry => TrackOf(entry.Body) == (export.ParticipantId, export.Kind)).Body["sha256"]!;
        return (found ?? "", found == exported ? null : new Refusal("RECORDING_ALTERED", "W-19-2") { Status = StatusCodes.Status409Conflict });
    }

    /// <summary>Null while every playable track of the room is the exported one.</summary>
    public async Task<Refusal?> ObjectionToAny(CourtDb db, Guid room, CancellationToken stop)
    {
        foreach (var export in await db.Set<RecordingExport>().Where(one => one.RoomId == room).ToListAsync(stop))
        {
            if ((await Look(export, stop)).Objection is { } objection)
            {
                return objection;
            }
        }

        return null;
    }

    public static (Guid Participant, string Kind) TrackOf(JsonObject exported) => (Guid.Parse((string)exported["participant"]!), (string)exported["kind"]!);
}

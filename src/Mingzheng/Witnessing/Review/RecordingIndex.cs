using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Proof.Journal;
using Mingzheng.Rooms;

namespace Mingzheng.Witnessing.Review;

/// <summary>
/// The index of a sealed recording: every segment of every track with its digest, and the digest of them all. Segments of a track that
/// no player can play are evidence like the others and say so.
/// </summary>
static class RecordingIndex
{
    public static async Task<JsonArray> Of(CourtDb db, Guid room)
    {
        var segments = await db.Set<RecordingSegment>().Where(segment => segment.RoomId == room)
            .OrderBy(segment => segment.ParticipantId).ThenBy(segment => segment.Kind).ThenBy(segment => segment.Segment).ToListAsync();
        var unplayable = (await db.Set<UnplayableTrack>().Where(track => track.RoomId == room).ToListAsync())
            .Select(track => (track.ParticipantId, track.Kind)).ToHashSet();
        return [.. segments.Select(segment => Entry(segment, !unplayable.Contains((segment.ParticipantId, segment.Kind))))];
    }

    static JsonNode Entry(RecordingSegment segment, bool isPlayable)
    {
        var entry = new JsonObject
        {
            ["bytes"] = segment.Bytes,
            ["from"] = segment.FromAt.ToMicroseconds(),
            ["kind"] = segment.Kind,
            ["n"] = segment.Segment,
            ["participant"] = $"{segment.ParticipantId:D}",
            ["sha256"] = segment.Sha256,
            ["to"] = segment.ToAt.ToMicroseconds(),
        };
        if (!isPlayable)
        {
            entry["playable"] = false;
        }

        return entry;
    }

    /// <summary>The canonical JSON of the index.</summary>
    public static async Task<byte[]> Written(CourtDb db, Guid room) => CanonicalJson.Serialize(await Of(db, room));

    /// <summary>SHA-256 over the canonical JSON of the index, in hex.</summary>
    public static async Task<string> Sha256(CourtDb db, Guid room) => Convert.ToHexStringLower(SHA256.HashData(await Written(db, room)));
}

using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;

namespace Mingzheng.Rooms;

/// <summary>How far one person's sound or picture has come after closing.</summary>
public enum TrackState
{
    /// <summary>Nothing of it was ever sealed.</summary>
    Missing,

    /// <summary>Sealed; the playable file is still to be made.</summary>
    Sealed,

    /// <summary>Sealed, and a playable file is made of it.</summary>
    Playable,

    /// <summary>Sealed, and no player can play it: named as such, its segments stay the evidence.</summary>
    NotPlayable,

    /// <summary>What lies in the store is not what the journal says was sealed.</summary>
    Altered,
}

/// <param name="Kind">One of <see cref="RecordingKinds"/>.</param>
public sealed record RoomTrack(Guid ParticipantId, RoomRole Role, string Kind, TrackState State);

/// <summary>The recording of a room as a whole: sound and picture of everyone who was inside (AW-10).</summary>
/// <param name="Length">Of the longest playable track.</param>
public sealed record RoomRecording(IReadOnlyList<RoomTrack> Tracks, TimeSpan Length)
{
    /// <summary>Nothing is waited for any more.</summary>
    public bool IsSealed => Tracks.All(track => track.State != TrackState.Sealed);

    public bool IsComplete => Tracks.Count > 0 && Tracks.All(track => track.State is TrackState.Playable or TrackState.NotPlayable);

    public static async Task<RoomRecording> Load(CourtDb db, Guid room, CancellationToken stop)
    {
        var participants = await db.Set<RoomParticipant>().Where(one => one.RoomId == room).ToListAsync(stop);
        var segments = await db.Set<RecordingSegment>().Where(segment => segment.RoomId == room)
            .Select(segment => new { segment.ParticipantId, segment.Kind }).Distinct().ToListAsync(stop);
        var exports = await db.Set<RecordingExport>().Where(export => export.RoomId == room).ToListAsync(stop);
        var unplayable = await db.Set<UnplayableTrack>().Where(track => track.RoomId == room).ToListAsync(stop);
        return new RoomRecording(
            Of(
                participants,
                segments.Select(track => (track.ParticipantId, track.Kind)).ToHashSet(),
                exports.Select(track => (track.ParticipantId, track.Kind)).ToHashSet(),
                unplayable.Where(track => track.Why != UnplayableTrack.Altered).Select(track => (track.ParticipantId, track.Kind)).ToHashSet(),
                unplayable.Where(track => track.Why == UnplayableTrack.Altered).Select(track => (track.ParticipantId, track.Kind)).ToHashSet()),
            TimeSpan.FromMilliseconds(exports.Select(export => export.Milliseconds).DefaultIfEmpty().Max()));
    }

    /// <summary>Every kind of track of everyone who was ever inside, whether or not it was recorded. Pure.</summary>
    public static IReadOnlyList<RoomTrack> Of(
        IEnumerable<RoomParticipant> participants, IReadOnlySet<(Guid, string)> isSealed, IReadOnlySet<(Guid, string)> exported,
        IReadOnlySet<(Guid, string)> unplayable, IReadOnlySet<(Guid, string)> altered) =>
    [
        .. participants.Where(one => one.AdmittedAt is not null).OrderBy(one => one.Role).SelectMany(one => RecordingKinds.All.Select(kind =>
            new RoomTrack(one.Id, one.Role, kind,
                altered.Contains((one.Id, kind)) ? TrackState.Altered
                : exported.Contains((one.Id, kind)) ? TrackState.Playable
                : unplayable.Contains((one.Id, kind)) ? TrackState.NotPlayable
                : isSealed.Contains((one.Id, kind)) ? TrackState.Sealed
                : TrackState.Missing))),
    ];

    /// <summary>Invariant 2: no approval without the sealed recording, sound and picture of everyone. Null when it is whole.</summary>
    public Refusal? Objection() =>
        Tracks.Any(track => track.State == TrackState.Altered) ? new Refusal("RECORDING_ALTERED", "W-19-2") { Status = StatusCodes.Status409Conflict }
        : !IsSealed ? new Refusal("RECORDING_NOT_SEALED", "W-19-2") { Status = StatusCodes.Status409Conflict }
        : !IsComplete ? new Refusal("RECORDING_INCOMPLETE", "W-19-2") { Status = StatusCodes.Status409Conflict }
        : null;
}

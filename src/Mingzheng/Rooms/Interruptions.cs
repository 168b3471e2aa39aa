using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;

namespace Mingzheng.Rooms;

/// <summary>A time in which sound or picture of somebody who was inside was not recorded.</summary>
/// <param name="Kind">One of <see cref="RecordingKinds"/>.</param>
/// <param name="Until">Null while it lasts.</param>
/// <param name="IsBeforeFirst">Nothing of the track had been recorded before.</param>
public sealed record Interruption(Guid ParticipantId, string Kind, DateTimeOffset From, DateTimeOffset? Until, bool IsBeforeFirst);

/// <summary>The first and the last recorded moment of a track.</summary>
public readonly record struct RecordedTime(DateTimeOffset First, DateTimeOffset Last);

/// <summary>
/// What is missing of a recording, as its record has to say (witnessing rules 12): the gaps that the media node told of, and what no node tells
/// of, the time from the admission to the first frame and the silence of one who has gone. <see cref="Of"/> is pure: times are passed in.
/// </summary>
/// <param name="Tolerance">Cameras and lines need so long to begin. A court may set another with <c>Rooms:TrackMayBeginWithin</c>.</param>
public sealed record Interruptions(TimeSpan Tolerance)
{
    static readonly TimeSpan Usual = TimeSpan.FromSeconds(5);

    /// <exception cref="InvalidOperationException">The setting is below zero, or so long that it would hide what is missing.</exception>
    public static Interruptions From(IConfiguration configuration)
    {
        var tolerance = configuration.GetValue("Rooms:TrackMayBeginWithin", Usual);
        return tolerance >= TimeSpan.Zero && tolerance <= PresenceRule.Patience
            ? new Interruptions(tolerance)
            : throw new InvalidOperationException($"Rooms:TrackMayBeginWithin must be from 0 to {PresenceRule.Patience.TotalSeconds:0} seconds.");
    }

    /// <summary>In the order in which they began.</summary>
    public async Task<IReadOnlyList<Interruption>> Load(CourtDb db, RoomFacts facts, DateTimeOffset now, CancellationToken stop)
    {
        var gaps = await db.Set<RecordingGap>().Where(gap => gap.RoomId == facts.Room.Id).ToListAsync(stop);
        var tracks = await db.Set<RecordingSegment>().Where(row => row.RoomId == facts.Room.Id).GroupBy(row => new { row.ParticipantId, row.Kind })
            .Select(group => new { group.Key, First = group.Min(row => row.FromAt), Last = group.Max(row => row.ToAt) }).ToListAsync(stop);
        return Of(facts.Participants, tracks.ToDictionary(one => (one.Key.ParticipantId, one.Key.Kind), one => new RecordedTime(one.First, one.Last)), gaps, now);
    }

    public IReadOnlyList<Interruption> Of(
        IEnumerable<RoomParticipant> participants, IReadOnlyDictionary<(Guid Participant, string Kind), RecordedTime> tracks,
        IReadOnlyCollection<RecordingGap> gaps, DateTimeOffset now) =>
    [
        .. gaps.Select(gap => new Interruption(gap.ParticipantId, gap.Kind, gap.FromAt, gap.ToAt, IsBeforeFirst: false))
            .Concat(participants.SelectMany(one => RecordingKinds.All.SelectMany(kind => Untold(
                one, kind, tracks.TryGetValue((one.Id, kind), out var recorded) ? recorded : null,
                gaps.Any(gap => gap.ParticipantId == one.Id && gap.Kind == kind && gap.ToAt is null), now))))
            .OrderBy(interruption => interruption.From),
    ];

    IEnumerable<Interruption> Untold(RoomParticipant one, string kind, RecordedTime? recorded, bool isTold, DateTimeOffset now)
    {
        if (one.AdmittedAt is { } admitted && (recorded?.First ?? now) - admitted > Tolerance)
        {
            yield return new Interruption(one.Id, kind, admitted, recorded?.First, IsBeforeFirst: true);
        }

        if (recorded is { } known && now - known.Last > PresenceRule.Patience && !isTold)
        {
            yield return new Interruption(one.Id, kind, known.Last, null, IsBeforeFirst: false);
        }
    }
}

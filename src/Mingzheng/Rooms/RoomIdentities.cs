using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Identity;

namespace Mingzheng.Rooms;

/// <summary>An identity result older than the opening of the room is never enough (invariant 6).</summary>
static class RoomIdentities
{
    /// <summary>
    /// The check of each account on which the room rests: the newest that matched until the judge confirmed the paper of its data. One that was
    /// under way then and is answered later takes nothing away from what the judge saw.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, Guid>> MatchedSince(
        CourtDb db, Room room, IReadOnlyList<RoomParticipant> participants, IReadOnlyList<RoomAnswer> answers)
    {
        if (room.OpenedAt is not { } opened)
        {
            return new Dictionary<Guid, Guid>();
        }

        var matched = await db.Set<IdentityCheck>()
            .Where(check => check.RoomId == room.Id && check.At >= opened && check.Result == IdentityResult.Match)
            .OrderByDescending(check => check.At).ThenByDescending(check => check.Id).Select(check => new { check.AccountId, check.Id, check.At }).ToListAsync();
        return matched.GroupBy(check => check.AccountId).ToDictionary(
            checks => checks.Key,
            checks => (checks.FirstOrDefault(check => check.At <= ConfirmedAt(checks.Key, participants, answers)) ?? checks.First()).Id);
    }

    /// <summary>Null while the judge has not confirmed the paper.</summary>
    static DateTimeOffset? ConfirmedAt(Guid account, IReadOnlyList<RoomParticipant> participants, IReadOnlyList<RoomAnswer> answers) =>
        participants.FirstOrDefault(one => one.AccountId == account) is { } shown
            ? answers.FirstOrDefault(answer => answer.ParticipantId == shown.Id && answer.Question == Progress.PaperQuestion(shown.Role))?.At
            : null;
}

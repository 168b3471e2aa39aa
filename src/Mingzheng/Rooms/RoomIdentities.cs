using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Identity;

namespace Mingzheng.Rooms;

/// <summary>An identity result older than the opening of the room is never enough (invariant 6).</summary>
static class RoomIdentities
{
    /// <summary>The newest matching check of each account.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Guid>> MatchedSince(CourtDb db, Room room)
    {
        if (room.OpenedAt is not { } opened)
        {
            return new Dictionary<Guid, Guid>();
        }

        var matched = await db.Set<IdentityCheck>()
            .Where(check => check.RoomId == room.Id && check.At >= opened && check.Result == IdentityResult.Match)
            .OrderByDescending(check => check.At).ThenByDescending(check => check.Id).Select(check => new { check.AccountId, check.Id }).ToListAsync();
        return matched.DistinctBy(check => check.AccountId).ToDictionary(check => check.AccountId, check => check.Id);
    }
}

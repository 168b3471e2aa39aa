using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Identity;

namespace Mingzheng.Rooms;

/// <summary>An identity result older than the opening of the room is never enough (invariant 6).</summary>
static class RoomIdentities
{
    public static async Task<IReadOnlySet<Guid>> MatchedSince(CourtDb db, Room room)
    {
        if (room.OpenedAt is not { } opened)
        {
            return new HashSet<Guid>();
        }

        var matched = await db.Set<IdentityCheck>()
            .Where(check => check.RoomId == room.Id && check.At >= opened && check.Result == IdentityResult.Match)
            .Select(check => check.AccountId).ToListAsync();
        return matched.ToHashSet();
    }
}

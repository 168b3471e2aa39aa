using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base.Database;

namespace Mingzheng.Rooms;

/// <summary>How a person stands to the room in the address.</summary>
sealed class RoomScope(Reads reads) : IScope
{
    public string Name => "room";

    public async Task<Standing?> Of(Person person, RouteValueDictionary route, CancellationToken stop)
    {
        if (!Guid.TryParse((string?)route["room"], out var id))
        {
            return null;
        }

        await using var db = reads.Open();
        return await db.FindAsync<Room>([id], stop) is { } room ? await Of(db, room, person, stop) : null;
    }

    public static async Task<Standing> Of(CourtDb db, Room room, Person person, CancellationToken stop)
    {
        var me = await db.Set<RoomParticipant>().FirstOrDefaultAsync(one => one.RoomId == room.Id && one.AccountId == person.Account, stop);
        var standing = me?.Role switch
        {
            RoomRole.Principal => Standing.Principal,
            RoomRole.Agent => Standing.Agent,
            // Of the room by a post at its court: whoever leaves the post keeps no right in a meeting that was begun.
            RoomRole.Judge => person.Serves(room.CourtId, StaffRole.Judge) ? Standing.Judge : Standing.None,
            null => Standing.None,
            _ => throw new InvalidOperationException($"No standing is known for the role {me.Role}."),
        };
        standing |= person.Serves(room.CourtId, StaffRole.Judge) ? Standing.CourtJudge : Standing.None;
        standing |= person.Serves(room.CourtId, StaffRole.Clerk) ? Standing.Clerk : Standing.None;
        return standing;
    }
}

using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base.Database;
using Mingzheng.Rooms.Media;

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
            RoomRole.Judge => Standing.Judge,
            null => Standing.None,
            _ => throw new InvalidOperationException($"No standing is known for the role {me.Role}."),
        };
        standing |= person.Serves(room.CourtId, StaffRole.Judge) ? Standing.CourtJudge : Standing.None;
        standing |= person.Serves(room.CourtId, StaffRole.Clerk) ? Standing.Clerk : Standing.None;
        return standing;
    }
}

/// <summary>A media node shows the shared secret instead of signing in.</summary>
sealed class MediaScope(IHttpContextAccessor request, MediaSecret secret) : IScope
{
    public string Name => "media";

    public Task<Standing?> Of(Person person, RouteValueDictionary route, CancellationToken stop) =>
        Task.FromResult<Standing?>(request.HttpContext is { } context && secret.Allows(context.Request) ? Standing.MediaNode : null);
}

/// <summary>Everyone of the room follows its stream; the private talk is followed by the judge and the principal only.</summary>
sealed class RoomStreams(Reads reads) : IStreamRule
{
    public string Prefix => "room";

    public async Task<bool> MayFollow(Person person, string stream, CancellationToken stop)
    {
        var colon = stream.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !Guid.TryParse(stream.AsSpan(colon + 1), out var id))
        {
            return false;
        }

        await using var db = reads.Open();
        if (await db.FindAsync<Room>([id], stop) is not { } room)
        {
            return false;
        }

        var standing = await RoomScope.Of(db, room, person, stop);
        return stream[..colon] switch
        {
            "room" => standing != Standing.None,
            "room-private" => (standing & (Standing.Principal | Standing.Judge)) != Standing.None,
            _ => false,
        };
    }
}

using Mingzheng.Access;
using Mingzheng.Base.Database;

namespace Mingzheng.Rooms;

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

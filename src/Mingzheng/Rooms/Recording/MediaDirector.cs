using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Objects;
using Mingzheng.Rooms.Media;

namespace Mingzheng.Rooms.Recording;

/// <summary>
/// Carries out in the media node what was decided in the room. It follows the journal, so a node that was away is told everything it
/// missed, and nobody is heard before the admission is in the books.
/// </summary>
sealed class MediaDirector(MediaClient node, Reads reads, DataKeys keys) : IReaction
{
    public string Name => "media-director";

    public bool Follows(string kind) => kind is "room.opened" or "room.admitted" or "room.set-aside" or "room.brought-back" or "room.closed";

    public async Task React(PlacedEntry entry, CancellationToken stop)
    {
        var room = Guid.Parse(entry.Stream.AsSpan(entry.Stream.IndexOf(':') + 1));
        var participant = (string?)entry.Body["participant"];
        switch (entry.Kind)
        {
            case "room.opened":
                await Open(room, (string)entry.Body["judge"]!, stop);
                break;
            case "room.admitted":
                await node.Admit($"{room:D}", participant!, Hearing.All, stop);
                break;
            case "room.set-aside":
                await node.Isolate($"{room:D}", participant!, isolated: true, stop);
                break;
            case "room.brought-back":
                await node.Isolate($"{room:D}", participant!, isolated: false, stop);
                break;
            case "room.closed":
                await node.Close($"{room:D}", stop);
                break;
            default:
                break;
        }
    }

    /// <summary>The recording of a room is encrypted to a key of its own, so that it can be handed out without opening anything else.</summary>
    async Task Open(Guid room, string judge, CancellationToken stop)
    {
        await using var db = reads.Open();
        if (await db.FindAsync<Room>([room], stop) is { ClosedAt: null })
        {
            await node.Open($"{room:D}", keys.Of(Room.StreamOf(room)).Recipient.ToString(), stop);
            await node.Admit($"{room:D}", judge, Hearing.All, stop);
        }
    }
}

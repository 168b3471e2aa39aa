using System.Text.Json.Nodes;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Objects;
using Mingzheng.Rooms.Media;

namespace Mingzheng.Rooms.Recording;

/// <summary>
/// Carries out in the media node what was decided in the room. It follows the journal, so a node that was away is told everything it
/// missed, and nobody is heard before the admission is in the books.
/// </summary>
sealed class MediaDirector(MediaClient node, Reads reads, Writer writer, DataKeys keys) : IReaction
{
    public string Name => "media-director";

    public bool Follows(string kind) => kind is "room.opened" or "room.admitted" or "room.set-aside" or "room.brought-back";

    public async Task React(PlacedEntry entry, CancellationToken stop)
    {
        var room = Room.IdOf(entry.Stream);
        if (!await IsOpen(room, stop))
        {
            return;
        }

        switch (entry.Kind)
        {
            case "room.opened":
                await node.Open($"{room:D}", keys.Of(entry.Stream).Recipient.ToString(), stop);
                await node.Admit($"{room:D}", (string)entry.Body["judge"]!, Hearing.All, stop);
                break;
            case "room.admitted":
                await node.Admit($"{room:D}", ParticipantIn(entry), Hearing.All, stop);
                break;
            case "room.set-aside":
                // Returns when no byte flows any more; only then is it a fact that the principal speaks alone (AW-27).
                await node.Isolate($"{room:D}", ParticipantIn(entry), isolated: true, stop);
                await WriteIsolated(room, entry, stop);
                break;
            case "room.brought-back":
                await node.Isolate($"{room:D}", ParticipantIn(entry), isolated: false, stop);
                break;
            default:
                break;
        }
    }

    static string ParticipantIn(PlacedEntry entry) => (string)entry.Body["participant"]!;

    /// <summary>A room that was closed while the node was away is neither opened nor entered any more.</summary>
    async Task<bool> IsOpen(Guid room, CancellationToken stop)
    {
        await using var db = reads.Open();
        return await db.FindAsync<Room>([room], stop) is { ClosedAt: null };
    }

    Task WriteIsolated(Guid room, PlacedEntry entry, CancellationToken stop) =>
        writer.Do(new Command(ActOf(entry), "system", "room.isolate"), async writing =>
        {
            var held = await writing.Hold<Room>(room);
            var participant = await writing.Db.FindAsync<RoomParticipant>(Guid.Parse(ParticipantIn(entry)));
            if (held.ClosedAt is null && participant!.Isolate(entry.At, writing.Now))
            {
                writing.Journal(held.Stream, "room.isolated", new JsonObject { ["participant"] = ParticipantIn(entry) });
            }
        }, stop);

    /// <summary>The same setting aside always gives the same act, so the isolation is written once however often the reaction runs.</summary>
    static Guid ActOf(PlacedEntry entry) => DerivedId.Of("room.isolate", entry.Stream, $"{entry.N}");
}

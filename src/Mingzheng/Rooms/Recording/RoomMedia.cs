using Mingzheng.Access;
using Mingzheng.Rooms.Media;

namespace Mingzheng.Rooms.Recording;

/// <summary>The signalling of an admitted participant, carried to the media node frame by frame. Who waits has no connection at all.</summary>
static class RoomMedia
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/rooms/{room:guid}/media", Handle).Declares(Acts.EnterRoom);

    static async Task Handle(Guid room, HttpContext context, RoomDesk desk, MediaBridge bridge) =>
        await bridge.Serve(context, $"{room:D}", async http =>
        {
            var facts = await desk.Look(room);
            var me = facts.Me(Person.Of(http).Account);
            return facts.Room.IsOpen && me.AdmittedAt is not null ? $"{me.Id:D}" : null;
        });
}

using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Rooms.Media;
using Mingzheng.Web;

namespace Mingzheng.Rooms.Recording;

/// <summary>The signalling of an admitted participant, carried to the media node frame by frame. Who waits has no connection at all.</summary>
static class RoomMedia
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/rooms/{room:guid}/media", Handle).Declares(Acts.EnterRoom);

    static async Task Handle(Guid room, HttpContext context, RoomDesk desk, IWhoAsks whoAsks, MediaBridge bridge)
    {
        // A browser opens sockets for any page, with our cookie: what stands before forms does not stand before them.
        Refuse.If(RequestOrigin.IsOurs(context.Request) == false ? new Refusal("FORGED_REQUEST") { Status = StatusCodes.Status400BadRequest } : null);
        await bridge.Serve(context, $"{room:D}", async http =>
        {
            var account = (await whoAsks.Of(http))?.Account;
            var facts = await desk.Look(room);
            return facts.Room.IsOpen && facts.Participants.FirstOrDefault(one => one.AccountId == account) is { AdmittedAt: not null } me ? $"{me.Id:D}" : null;
        });
    }
}

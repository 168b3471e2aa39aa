using System.Text.Json.Nodes;
using Mingzheng.Access;

namespace Mingzheng.Rooms.Presence;

/// <summary>The judge states the result and closes (witnessing rules 8.2, step 12). The recording is sealed; nothing in the room changes any more.</summary>
static class CloseRoom
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/closing", Handle).Declares(Acts.LeadRoom);

    static async Task<IResult> Handle(Guid room, Person person, ActId act, RoomDesk desk, CancellationToken stop)
    {
        await desk.Do(person, act, "room.close", room, async inside =>
        {
            var step = inside.Rules.Procedure.Steps.OfType<ClosingStep>().Single();
            inside.RefuseUnlessNow(step.Id);
            inside.Room.Close(inside.Rules.ResultAtClosing, inside.Writing.Now);
            inside.Writing.Journal(inside.Room.Stream, "room.closed", new JsonObject
            {
                ["note"] = null,
                ["result"] = inside.Rules.ResultAtClosing,
                ["why"] = null,
            }, version: 2);
            await inside.Rules.AtClosing(inside);
        }, stop);
        return RoomAddress.SeeOther(room);
    }
}

using System.Text.Json.Nodes;
using Mingzheng.Access;

namespace Mingzheng.Rooms.Presence;

/// <summary>A participant enters the lobby. No media flows to or from somebody who waits.</summary>
static class Arrive
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/arrivals", Handle).Declares(Acts.EnterRoom);

    static async Task<IResult> Handle(Guid room, Person person, ActId act, RoomDesk desk, CancellationToken stop)
    {
        await desk.Do(person, act, "room.arrive", room, inside =>
        {
            if (inside.Me.Arrive(inside.Writing.Now))
            {
                inside.Writing.Journal(inside.Room.Stream, "room.arrived", new JsonObject { ["participant"] = $"{inside.Me.Id:D}" });
            }

            return Task.CompletedTask;
        }, stop);
        return RoomAddress.SeeOther(room);
    }
}

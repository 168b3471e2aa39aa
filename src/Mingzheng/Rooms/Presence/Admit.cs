using System.Text.Json.Nodes;
using Mingzheng.Access;
using Mingzheng.Base;

namespace Mingzheng.Rooms.Presence;

/// <summary>The judge lets a waiting participant in, one by one (AW-27).</summary>
static class Admit
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/admissions/{participant:guid}", Handle).Declares(Acts.LeadRoom);

    static async Task<IResult> Handle(Guid room, Guid participant, Person person, ActId act, RoomDesk desk, CancellationToken stop)
    {
        await desk.Do(person, act, "room.admit", room, inside =>
        {
            inside.Room.RefuseUnlessOpen();
            var admitted = inside.Facts.Participants.FirstOrDefault(one => one.Id == participant) ?? throw Refuse.NotFound();
            if (admitted.Admit(inside.Writing.Now))
            {
                inside.Writing.Journal(inside.Room.Stream, "room.admitted", new JsonObject { ["participant"] = $"{participant:D}" });
            }

            return Task.CompletedTask;
        }, stop);
        return RoomAddress.SeeOther(room);
    }
}

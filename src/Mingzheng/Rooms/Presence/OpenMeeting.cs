using System.Text.Json.Nodes;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Documents;
using Mingzheng.Objects;

namespace Mingzheng.Rooms.Presence;

/// <summary>
/// The judge opens the meeting. The documents to be read are rendered and fixed by their digest before the door opens (V-4); from
/// here on the recording runs and nobody can pause it.
/// </summary>
static class OpenMeeting
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/opening", Handle).Declares(Acts.LeadRoom);

    static async Task<IResult> Handle(Guid room, Person person, ActId act, RoomDesk desk, CancellationToken stop)
    {
        var look = await desk.Look(room);
        var drafts = look.Room.OpenedAt is null ? await desk.RulesOf(look.Room).DraftAtOpening(look.Room, stop) : [];
        await desk.Do(person, act, "room.open", room, inside =>
        {
            inside.Room.Open(inside.Writing.Now);
            inside.Me.Arrive(inside.Writing.Now);
            inside.Me.Admit(inside.Writing.Now);
            inside.Writing.Journal(inside.Room.Stream, "room.opened", new JsonObject { ["judge"] = $"{inside.Me.Id:D}" });
            foreach (var draft in drafts)
            {
                draft.AddTo(inside.Writing, inside.Room.CaseId, room, inside.Room.Stream, version: 1);
            }

            return Task.CompletedTask;
        }, stop);
        return RoomAddress.SeeOther(room);
    }
}

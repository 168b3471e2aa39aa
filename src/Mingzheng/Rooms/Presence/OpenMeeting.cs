using System.Text.Json.Nodes;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Documents;
using Mingzheng.Objects;

namespace Mingzheng.Rooms.Presence;

/// <summary>
/// The judge opens the meeting, not long before its time. The documents to be read are rendered and fixed by their digest before the door opens (V-4); from
/// here on the recording runs and nobody can pause it.
/// </summary>
static class OpenMeeting
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/opening", Handle).Declares(Acts.LeadRoom);

    static async Task<IResult> Handle(
        Guid room, Person person, ActId act, RoomDesk desk, DataKeys keys, OpeningTime opening, TimeProvider clock, CancellationToken stop)
    {
        var look = await desk.Look(room);
        if (look.Room.OpenedAt is null)
        {
            // Before anything is made for it; asked again inside, for the meeting may be moved meanwhile.
            Refuse.If(opening.Objection(look.Room, clock.Now()));
            // The recording of a room is encrypted to a key of its own, so that it can be handed out without opening anything else.
            keys.New(look.Room.Stream);
        }

        var drafts = look.Room.OpenedAt is null ? await desk.RulesOf(look.Room).DraftAtOpening(look.Room, stop) : [];
        await desk.Do(person, act, "room.open", room, inside =>
        {
            Refuse.If(opening.Objection(inside.Room, inside.Writing.Now));
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

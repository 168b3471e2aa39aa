using System.Text.Json.Nodes;
using Mingzheng.Access;
using Mingzheng.Base;

namespace Mingzheng.Rooms.Presence;

/// <summary>
/// The judge asks one person to wait outside, and brings the person back: so that the principal can speak without the agent
/// (AW-27, witnessing rules 8.3). The media node cuts both directions; only its answer, journalled as room.isolated, opens the questions.
/// </summary>
static class SpeakAlone
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/rooms/{room:guid}/asides/{participant:guid}", SetAside).Declares(Acts.LeadRoom);
        app.MapPost("/rooms/{room:guid}/returns/{participant:guid}", BringBack).Declares(Acts.LeadRoom);
    }

    static Task<IResult> SetAside(Guid room, Guid participant, Person person, ActId act, RoomDesk desk, CancellationToken stop) =>
        Move(room, participant, person, act, desk, "room.set-aside", (moved, now) => moved.SetAside(now), stop);

    static Task<IResult> BringBack(Guid room, Guid participant, Person person, ActId act, RoomDesk desk, CancellationToken stop) =>
        Move(room, participant, person, act, desk, "room.brought-back", (moved, _) => moved.BringBack(), stop);

    static async Task<IResult> Move(
        Guid room, Guid participant, Person person, ActId act, RoomDesk desk, string kind, Action<RoomParticipant, DateTimeOffset> move,
        CancellationToken stop)
    {
        await desk.Do(person, act, kind, room, inside =>
        {
            inside.Room.RefuseUnlessOpen();
            var moved = inside.Facts.Participants.FirstOrDefault(one => one.Id == participant) ?? throw Refuse.NotFound();
            Refuse.If(moved.Role == RoomRole.Judge ? new Refusal("JUDGE_STAYS", "AW-R3") { Status = StatusCodes.Status409Conflict } : null);
            move(moved, inside.Writing.Now);
            inside.Writing.Journal(inside.Room.Stream, kind, new JsonObject { ["participant"] = $"{participant:D}" });
            return Task.CompletedTask;
        }, stop);
        return RoomAddress.SeeOther(room);
    }
}

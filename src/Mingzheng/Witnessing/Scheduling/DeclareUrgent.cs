using System.Text.Json.Nodes;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Rooms;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Scheduling;

/// <summary>
/// The judge says after accepting what could have been said with it: the matter is urgent, and the meeting may be held without the usual working day
/// in between (witnessing rules 18). From now on all three are offered the times of today.
/// </summary>
static class DeclareUrgent
{
    public static string Of(Guid authorization) => $"/authorizations/{authorization:D}/urgency";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/authorizations/{authorization:guid}/urgency", Handle).Declares(Acts.DeclareUrgent);

    static async Task<IResult> Handle(Guid authorization, ActId act, Person person, Writer writer, CancellationToken stop)
    {
        var command = new Command(act.Value, person.Actor, "witnessing.declare-urgent", Authorization.StreamOf(authorization));
        var isBooked = await writer.Do(command, writing => Write(writing, authorization), stop);
        return new SeeOther(isBooked ? MoveMeeting.Of(authorization) : BookMeeting.Of(authorization));
    }

    /// <returns>Whether a meeting has a time already, which may now be given up for an earlier one.</returns>
    static async Task<bool> Write(Writing writing, Guid id)
    {
        var authorization = await writing.Hold<Authorization>(id);
        var room = authorization.RoomId is { } booked ? await writing.Hold<Room>(booked) : null;
        Refuse.If(room?.OpenedAt is null ? null : new Refusal("MEETING_BEGUN", "AW-01") { Status = StatusCodes.Status409Conflict });
        if (authorization.DeclareUrgent())
        {
            writing.Journal(authorization.Stream, "witnessing.urgent", new JsonObject { ["judge"] = $"{authorization.JudgeId:D}" });
        }

        return room is not null;
    }
}

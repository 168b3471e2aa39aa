using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Calendar;
using Mingzheng.Cases;
using Mingzheng.Identity;
using Mingzheng.Objects;
using Mingzheng.Rooms;

namespace Mingzheng.Witnessing.Scheduling;

/// <summary>
/// Another time for a meeting that has not begun (AW-01), also for one that nobody came to. The party and the agent may each do it twice
/// (witnessing rules 18); the judge is not counted.
/// </summary>
static class MoveMeeting
{
    public const int MostPerPerson = 2;

    public static string Of(Guid authorization) => $"/authorizations/{authorization:D}/booking/time";

    static readonly TimeChoice Another = new("witnessing.move",
        (authorization, room) => authorization.State == AuthorizationState.Scheduled && room is { OpenedAt: null }, Write);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/authorizations/{authorization:guid}/booking/time", Show).Declares(Acts.BookMeeting);
        app.MapPost("/authorizations/{authorization:guid}/booking/time", Handle).Declares(Acts.BookMeeting);
    }

    static Task<IResult> Show(Guid authorization, Person person, BookingForm form) => form.Page(Another, authorization, person);

    static Task<IResult> Handle(Guid authorization, HttpContext context, ActId act, Person person, BookingForm form, CancellationToken stop) =>
        form.Answer(Another, context, authorization, act, person, stop);

    static async Task Write(Writing writing, Guid id, Person mover, string? chosen, DataKeys keys, WorkingDays working)
    {
        var authorization = await writing.Hold<Authorization>(id);
        authorization.RefuseUnless(AuthorizationState.Scheduled);
        var room = await writing.Hold<Room>(authorization.RoomId!.Value);
        var judge = authorization.JudgeId!.Value;
        await writing.Hold<Account>(judge);
        var booking = await writing.Db.Set<Booking>().FirstAsync(one => one.SubjectId == id);
        Refuse.If(Objection(room, booking, authorization, mover.Account));
        var taken = await OfferedTimes.Taken(writing.Db, judge, writing.Now, except: id);
        var last = AuthorizationFacts.Open(keys.Of(Case.OwnerOf(authorization.CaseId)), authorization).TermEnd;
        var (before, start) = (room.StartsAt, OfferedTimes.Chosen(chosen, authorization, last, writing.Now, taken, working));
        (booking.StartsAt, booking.EndsAt, booking.At, room.StartsAt) = (start, start + Slots.Length, writing.Now, start);
        booking.MovedByPrincipal += mover.Account == authorization.PrincipalId ? 1 : 0;
        booking.MovedByAgent += mover.Account == authorization.AgentId ? 1 : 0;
        await OfferedTimes.Take(writing.Db);
        JsonObject Times() => new() { ["from"] = before.ToMicroseconds(), ["room"] = $"{room.Id:D}", ["startsAt"] = start.ToMicroseconds() };
        writing.Journal(authorization.Stream, "witnessing.moved", Times());
        writing.Journal(room.Stream, "room.moved", Times());
    }

    static Refusal? Objection(Room room, Booking booking, Authorization authorization, Guid person)
    {
        if (room.OpenedAt is not null)
        {
            return new Refusal("MEETING_BEGUN", "AW-01") { Status = StatusCodes.Status409Conflict };
        }

        var moved = person == authorization.PrincipalId ? booking.MovedByPrincipal : person == authorization.AgentId ? booking.MovedByAgent : 0;
        return moved < MostPerPerson ? null : new Refusal("MOVED_TOO_OFTEN", "W-18", MostPerPerson) { Status = StatusCodes.Status409Conflict };
    }
}

using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Calendar;
using Mingzheng.Cases;
using Mingzheng.Courts;
using Mingzheng.Identity;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Witnessing.Accepting;

namespace Mingzheng.Witnessing.Scheduling;

/// <summary>A time is chosen and the room stands ready (AW-01). Whoever of the three comes first chooses; no two meetings of a judge overlap.</summary>
static class BookMeeting
{
    public static string Of(Guid authorization) => $"/authorizations/{authorization:D}/booking";

    static readonly TimeChoice First = new("witnessing.book",
        (authorization, _) => authorization.State == AuthorizationState.Accepted, Write);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/authorizations/{authorization:guid}/booking", Show).Declares(Acts.BookMeeting);
        app.MapPost("/authorizations/{authorization:guid}/booking", Handle).Declares(Acts.BookMeeting);
    }

    static Task<IResult> Show(Guid authorization, Person person, BookingForm form) => form.Page(First, authorization, person);

    static Task<IResult> Handle(Guid authorization, HttpContext context, ActId act, Person person, BookingForm form, CancellationToken stop) =>
        form.Answer(First, context, authorization, act, person, stop);

    static async Task Write(Writing writing, Guid id, Person person, string? chosen, DataKeys keys, WorkingDays working)
    {
        var authorization = await writing.Hold<Authorization>(id);
        authorization.RefuseUnless(AuthorizationState.Accepted);
        var judge = authorization.JudgeId!.Value;
        Refuse.If(await Recusal.Find(writing.Db, authorization, judge));
        // The judge is held: two who choose times that meet come here one after the other, and the second sees what the first took.
        await writing.Hold<Account>(judge);
        var facts = AuthorizationFacts.Open(keys.Of(Case.OwnerOf(authorization.CaseId)), authorization);
        var taken = await OfferedTimes.Taken(writing.Db, judge, writing.Now);
        var start = OfferedTimes.Chosen(chosen, authorization, facts.TermEnd, writing.Now, taken, working);
        writing.Db.Add(new Booking
        {
            Id = writing.NewId(),
            CourtId = authorization.CourtId,
            JudgeId = judge,
            SubjectId = authorization.Id,
            StartsAt = start,
            EndsAt = start + Slots.Length,
            At = writing.Now,
        });
        await OfferedTimes.Take(writing.Db);
        var room = await Prepare(writing, authorization, start, facts, keys.Of(Case.OwnerOf(authorization.CaseId)));
        authorization.Book(room.Id, writing.Now);
        writing.Journal(authorization.Stream, "witnessing.booked", new JsonObject
        {
            ["judge"] = $"{judge:D}",
            ["room"] = $"{room.Id:D}",
            ["startsAt"] = start.ToMicroseconds(),
        });
        writing.Journal(room.Stream, "room.scheduled", new JsonObject
        {
            ["case"] = $"{room.CaseId:D}",
            ["kind"] = room.Kind,
            ["startsAt"] = start.ToMicroseconds(),
            ["subject"] = $"{room.SubjectId:D}",
        });
    }

    static async Task<Room> Prepare(Writing writing, Authorization authorization, DateTimeOffset start, AuthorizationFacts facts, DataKey key)
    {
        var judge = await writing.Db.Set<StaffMember>()
            .FirstAsync(post => post.AccountId == authorization.JudgeId && post.CourtId == authorization.CourtId && post.Role == StaffRole.Judge);
        var room = new Room
        {
            Id = writing.NewId(),
            Kind = WitnessingProcedure.Kind,
            CourtId = authorization.CourtId,
            CaseId = authorization.CaseId,
            SubjectId = authorization.Id,
            StartsAt = start,
        };
        writing.Db.Add(room);
        (Guid Account, RoomRole Role, string Name)[] people =
        [
            (authorization.PrincipalId, RoomRole.Principal, facts.PrincipalName),
            (authorization.AgentId!.Value, RoomRole.Agent, facts.AgentName),
            (judge.AccountId, RoomRole.Judge, judge.Name),
        ];
        writing.Db.AddRange(people.Select(person => new RoomParticipant
        {
            Id = writing.NewId(),
            RoomId = room.Id,
            AccountId = person.Account,
            Role = person.Role,
            Name = RoomParticipant.Seal(key, person.Name),
        }));
        return room;
    }
}

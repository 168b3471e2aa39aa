using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Identity;

namespace Mingzheng.Rooms.Identifying;

/// <summary>
/// A participant is identified again inside the room (OLR 7, AW-R8). The picture comes as the raw body, lives in memory for the one
/// comparison and is wiped; only the platform's answer is kept (AW-04).
/// </summary>
static class IdentifyInRoom
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/identity", Handle).Declares(Acts.ProveIdentityInRoom);

    static async Task<IResult> Handle(
        Guid room, HttpContext context, Person person, ActId act, RoomDesk desk, IdentityChecks identities, CancellationToken stop)
    {
        using var face = await Face.Read(context.Request, stop);
        var verdict = await identities.Given(act.Value, person.Account, stop) ?? await Check(room, face, person, act, desk, identities, stop);
        Refuse.If(verdict.Refusal);
        return Results.Json(new { next = RoomAddress.Of(room) });
    }

    static async Task<IdentityVerdict> Check(
        Guid room, Face face, Person person, ActId act, RoomDesk desk, IdentityChecks identities, CancellationToken stop)
    {
        var facts = await desk.Look(room);
        var (rules, me) = (desk.RulesOf(facts.Room), facts.Me(person.Account));
        RefuseUnlessAskedNow(facts, rules.Procedure, me);
        return await identities.Check(
            act.Value, person, room, face.Jpeg, claim => rules.ObjectionTo(facts.Room, me.Role, claim, stop), stop);
    }

    static void RefuseUnlessAskedNow(RoomFacts facts, Procedure procedure, RoomParticipant me)
    {
        facts.Room.RefuseUnlessOpen();
        Refuse.If(me.IsInside ? null : new Refusal("NOT_INSIDE", "AW-27") { Status = StatusCodes.Status409Conflict });
        Refuse.If(procedure.Current(facts.Done) is IdentityStep step && step.Of == me.Role
            ? null
            : new Refusal("NOT_ASKED_NOW", "AW-R2", "identity") { Status = StatusCodes.Status409Conflict });
    }
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Mingzheng.Access;
using Mingzheng.Base;

namespace Mingzheng.Rooms.Asking;

/// <summary>
/// The judge has compared the paper shown with face and data (witnessing rules 8.2, step 2). Only after the platform matched in this
/// room: a result from before is never enough (invariant 6). The confirmation names the check whose data stood on the judge's screen, so that
/// no other paper takes its place between the look and the press.
/// </summary>
static class ConfirmPaper
{
    /// <summary>The field with the id of the check that was shown.</summary>
    public const string Shown = "identity";

    const string Kind = "room.confirm-paper";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/papers/{participant:guid}", Handle).Declares(Acts.LeadRoom);

    static async Task<IResult> Handle(
        Guid room, Guid participant, [FromForm(Name = Shown)] Guid? compared, Person person, ActId act, RoomDesk desk, CancellationToken stop)
    {
        if (await desk.WasDone(person, act, Kind, stop))
        {
            return RoomAddress.SeeOther(room);
        }

        var look = await desk.Look(room);
        if (look.Participants.FirstOrDefault(one => one.Id == participant) is { } subject)
        {
            await desk.RulesOf(look.Room).RefuseUnlessEligible(look.Room, subject.Role, stop);
        }

        await desk.Do(person, act, Kind, room, inside =>
        {
            var step = inside.Rules.Procedure.Current(inside.Facts.Done) as IdentityStep
                ?? throw new RefusedException(new Refusal("NOT_ASKED_NOW", "AW-R2", "paper") { Status = StatusCodes.Status409Conflict });
            inside.RefuseUnlessNow(step.Id);
            var shown = inside.Facts.In(step.Of);
            Refuse.If(shown?.Id == participant ? null : new Refusal("NOT_ASKED_NOW", "AW-R2", "paper") { Status = StatusCodes.Status409Conflict });
            // What the judge confirms is what the recording shows (AW-10).
            inside.RefuseUnlessPresent(step);
            var check = inside.Facts.IdentificationOf(step.Of)
                ?? throw new RefusedException(new Refusal("FACE_FIRST", "AW-R8") { Status = StatusCodes.Status409Conflict });
            Refuse.If(compared == check ? null : new Refusal("IDENTITY_RENEWED", "AW-R8") { Status = StatusCodes.Status409Conflict });
            Answering.Write(inside, PaperQuestion(step.Of), shown!, "核对一致", agreed: true, isPrivate: false);
            inside.Writing.Journal(inside.Room.Stream, "room.paper-confirmed", new JsonObject
            {
                ["identity"] = $"{check:D}",
                ["participant"] = $"{participant:D}",
            });
            return Task.CompletedTask;
        }, stop);
        return RoomAddress.SeeOther(room);
    }

    /// <summary>The judge's own finding needs no text; its digest is that of its id.</summary>
    static RoomQuestion PaperQuestion(RoomRole role)
    {
        var id = Progress.PaperQuestion(role);
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id)));
        return new RoomQuestion(id, id, _ => id, digest, YesOrNo: true, Mandatory: true, AnsweredBy.Judge);
    }
}

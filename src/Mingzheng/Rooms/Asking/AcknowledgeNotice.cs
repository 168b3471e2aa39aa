using Mingzheng.Access;
using Mingzheng.Base;

namespace Mingzheng.Rooms.Asking;

/// <summary>A participant acknowledges the notice that was read to everybody (witnessing rules 8.2, step 4).</summary>
static class AcknowledgeNotice
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/acknowledgements", Handle).Declares(Acts.AnswerInRoom);

    static async Task<IResult> Handle(Guid room, Person person, ActId act, RoomDesk desk, CancellationToken stop)
    {
        await desk.Do(person, act, "room.acknowledge", room, inside =>
        {
            var step = inside.Rules.Procedure.Current(inside.Facts.Done) as NoticeStep
                ?? throw new RefusedException(new Refusal("NOT_ASKED_NOW", "AW-R2", "notice") { Status = StatusCodes.Status409Conflict });
            inside.RefuseUnlessNow(step.Id);
            Refuse.If(step.Of.Contains(inside.Me.Role)
                ? null
                : new Refusal("NOT_YOURS_TO_ANSWER", "AW-R2", step.Question) { Status = StatusCodes.Status403Forbidden });
            // A notice is given by the judge to people who hear it; nobody acknowledges what was not given (W-8.3).
            inside.RefuseUnlessPresent(step);
            Answering.Write(inside, inside.Rules.Notice(inside.Room, step), inside.Me, "已知悉", agreed: true, isPrivate: false);
            return Task.CompletedTask;
        }, stop);
        return RoomAddress.SeeOther(room);
    }
}

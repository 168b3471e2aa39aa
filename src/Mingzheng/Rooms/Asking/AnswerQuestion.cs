using Microsoft.AspNetCore.Mvc;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Documents;

namespace Mingzheng.Rooms.Asking;

/// <summary>
/// An answer to a question of the script (witnessing rules 9). The judge writes down what was said; what only the person can say, such
/// as the yes to one special power (V-2), the person answers on the own screen.
/// </summary>
static class AnswerQuestion
{
    const string Kind = "room.answer";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/answers", Handle).Declares(Acts.AnswerInRoom);

    static async Task<IResult> Handle(
        Guid room, [FromForm] string question, [FromForm] string? answer, [FromForm] bool? agreed,
        Person person, ActId act, RoomDesk desk, PrintCheck print, CancellationToken stop)
    {
        if (await desk.WasDone(person, act, Kind, stop))
        {
            return RoomAddress.SeeOther(room);
        }

        Answering.RefuseIfLong(answer);
        // The record prints it; then it would be too late to ask again.
        await print.RefuseUnlessPrintable(stop, ("answer", answer));
        await desk.Do(person, act, Kind, room, async inside =>
        {
            var step = inside.Rules.Procedure.Current(inside.Facts.Done) as QuestionsStep
                ?? throw new RefusedException(new Refusal("NOT_ASKED_NOW", "AW-R2", question) { Status = StatusCodes.Status409Conflict });
            inside.RefuseUnlessNow(step.Id);
            var script = await inside.Rules.Questions(inside.Writing.Db, inside.Room, step);
            var asked = script.FirstOrDefault(one => one.Id == question)
                ?? throw new RefusedException(new Refusal("NOT_ASKED_NOW", "AW-R2", question) { Status = StatusCodes.Status409Conflict });
            var of = inside.Facts.In(step.Of)!;
            RefuseUnlessMineToAnswer(inside, step, asked, of);
            inside.RefuseUnlessPresent(step);
            var (text, yes) = asked.YesOrNo ? YesOrNo(answer, agreed) : (Answering.RefuseUnlessGood(answer), null);
            Answering.Write(inside, asked, of, text, yes, step.Alone);
        }, stop);
        return RoomAddress.SeeOther(room);
    }

    /// <summary>What counts is yes or no, so the record prints that and nothing else: words beside it could say the contrary.</summary>
    static (string Text, bool? Yes) YesOrNo(string? words, bool? agreed)
    {
        Refuse.If(agreed is null || words is not null ? new Refusal("ANSWER_YES_OR_NO", "AW-Q") { Field = "agreed" } : null);
        return (agreed == true ? "是" : "否", agreed);
    }

    static void RefuseUnlessMineToAnswer(RoomAct inside, QuestionsStep step, RoomQuestion asked, RoomParticipant of)
    {
        var mine = asked.By == AnsweredBy.Judge ? inside.Me.Role == RoomRole.Judge : inside.Me.Id == of.Id;
        Refuse.If(mine ? null : new Refusal("NOT_YOURS_TO_ANSWER", "V-2", asked.Id) { Status = StatusCodes.Status403Forbidden });
        Refuse.If(step.Alone && !inside.Facts.IsAlone(step.Of)
            ? new Refusal("ALONE_FIRST", "AW-27") { Status = StatusCodes.Status409Conflict }
            : null);
    }
}

using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Web;
using Mingzheng.Witnessing.Texts;
using static Mingzheng.Witnessing.WitnessingProcedure;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>
/// The record (笔录) is drafted from what happened, not typed: participants, notices, questions and answers, readings, confirmations,
/// signatures, interruptions (witnessing rules 12). All confirm it by signing.
/// </summary>
static class DraftRecord
{
    const string Kind = "witnessing.draft-record";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/record", Handle).Declares(Acts.LeadRoom);

    static async Task<IResult> Handle(
        Guid room, Person person, ActId act, RoomDesk desk, Drafting drafting, RecordWriter record, LegalTexts texts, CancellationToken stop)
    {
        if (await desk.WasDone(person, act, Kind, stop))
        {
            return new SeeOther($"/rooms/{room:D}");
        }

        var look = await desk.Look(room);
        look.Room.RefuseIfClosed();
        Refuse.If(Procedure(look));
        var draft = await Draft(look, await record.Of(look, asked: null, stop), drafting, texts, stop);
        await desk.Do(person, act, Kind, room, inside =>
        {
            inside.RefuseUnlessNow(RecordSigning);
            // What the record says of the recording, all who sign it have to be there to contest.
            inside.RefuseUnlessPresent(inside.Rules.Procedure.SigningOf(Record)!);
            Refuse.If(inside.Facts.Live(Record) is null ? null : new Refusal("RECORD_EXISTS", "AW-12") { Status = StatusCodes.Status409Conflict });
            draft.AddTo(inside.Writing, inside.Room.CaseId, room, inside.Room.Stream, version: 1);
            return Task.CompletedTask;
        }, stop);
        return new SeeOther($"/rooms/{room:D}");
    }

    public static Task<Draft> Draft(RoomFacts room, RecordFacts facts, Drafting drafting, LegalTexts texts, CancellationToken stop) => drafting.Draft(
        room.Room.CaseId, Record, RecordDocument.Wording(facts, texts).Title, RecordDocument.Template, RecordDocument.Data(facts, texts), [],
        ["signature:principal", "signature:agent", "signature:judge"], stop);

    static Refusal? Procedure(RoomFacts facts) => Steps.MayDo(RecordSigning, facts.Done);
}

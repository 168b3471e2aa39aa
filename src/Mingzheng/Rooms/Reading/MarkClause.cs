using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Mingzheng.Access;
using Mingzheng.Base;

namespace Mingzheng.Rooms.Reading;

/// <summary>
/// The reader has read one clause to its end: its time ties the words to the recording. A clause begins where the one before ended, so one
/// mark a clause says both. The last clause finishes the reading.
/// </summary>
static class MarkClause
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/readings/{reading:guid}/marks", Handle).Declares(Acts.ReadInRoom);

    static async Task<IResult> Handle(
        Guid room, Guid reading, [FromForm] int clause, Person person, ActId act, RoomDesk desk, ReadingPace pace, CancellationToken stop)
    {
        await desk.Do(person, act, "room.mark-clause", room, async inside =>
        {
            var under = inside.Facts.Readings.FirstOrDefault(one => one.Id == reading && one.IsLive)
                ?? throw new RefusedException(new Refusal("READING_OVER", "V-4") { Status = StatusCodes.Status409Conflict });
            Refuse.If(under.ParticipantId == inside.Me.Id ? null : new Refusal("NOT_YOURS_TO_READ", "AW-R2") { Status = StatusCodes.Status403Forbidden });
            inside.Room.RefuseUnlessOpen();
            var text = inside.Facts.Documents.First(one => one.Id == under.DocumentId);
            inside.RefuseUnlessPresent(inside.Rules.Procedure.ReadingOf(text.Kind) ?? throw Refuse.NotFound());
            var mark = under.MarkRead(clause, inside.Facts.ClausesRead.GetValueOrDefault(reading), inside.Writing.Now);
            var before = await inside.Writing.Db.FindAsync<ReadingMark>(reading, clause - 1);
            var words = text.ClausesUnder(inside.CaseKey)[clause - 1].Chinese;
            Refuse.If(pace.Objection(words, before?.At ?? under.BegunAt, inside.Writing.Now));
            inside.Writing.Db.Add(mark);
            inside.Writing.Journal(inside.Room.Stream, under.FinishedAt is null ? "room.clause-read" : "room.reading-finished", new JsonObject
            {
                ["clause"] = clause,
                ["reading"] = $"{reading:D}",
                ["text"] = under.TextSha256,
            });
        }, stop);
        return RoomAddress.SeeOther(room);
    }
}

using System.Text.Json.Nodes;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Documents;

namespace Mingzheng.Rooms.Reading;

/// <summary>
/// A person begins to read a document aloud (AW-06, AW-07). The text on the prompter is that of the fixed document: another version
/// cannot be on the screen. Beginning again starts over; the broken-off reading stays in the books as superseded.
/// </summary>
static class BeginReading
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/documents/{document:guid}/readings", Handle).Declares(Acts.ReadInRoom);

    static async Task<IResult> Handle(Guid room, Guid document, Person person, ActId act, RoomDesk desk, CancellationToken stop)
    {
        await desk.Do(person, act, "room.begin-reading", room, inside =>
        {
            var text = inside.Facts.Documents.FirstOrDefault(one => one.Id == document && one.IsLive)
                ?? throw new RefusedException(new Refusal("DOCUMENT_SUPERSEDED", "V-4") { Status = StatusCodes.Status409Conflict });
            var step = inside.Rules.Procedure.ReadingOf(text.Kind) ?? throw Refuse.NotFound();
            inside.RefuseUnlessNow(step.Id);
            Refuse.If(inside.Me.Role == step.Reader ? null : new Refusal("NOT_YOURS_TO_READ", "AW-R2") { Status = StatusCodes.Status403Forbidden });
            inside.RefuseUnlessPresent(step);
            inside.Facts.ReadingOf(text)?.Supersede(inside.Writing.Now);
            Begin(inside, text);
            return Task.CompletedTask;
        }, stop);
        return RoomAddress.SeeOther(room);
    }

    static void Begin(RoomAct inside, Document text)
    {
        var reading = new RoomReading
        {
            Id = inside.Writing.NewId(),
            RoomId = inside.Room.Id,
            ParticipantId = inside.Me.Id,
            DocumentId = text.Id,
            TextSha256 = text.TextSha256,
            Clauses = text.ClausesUnder(inside.CaseKey).Count,
            BegunAt = inside.Writing.Now,
        };
        inside.Writing.Db.Add(reading);
        inside.Writing.Journal(inside.Room.Stream, "room.reading-begun", new JsonObject
        {
            ["clauses"] = reading.Clauses,
            ["document"] = $"{text.Id:D}",
            ["participant"] = $"{inside.Me.Id:D}",
            ["reading"] = $"{reading.Id:D}",
            ["text"] = text.TextSha256,
        });
    }
}

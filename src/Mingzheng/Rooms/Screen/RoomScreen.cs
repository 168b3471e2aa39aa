using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Web;

namespace Mingzheng.Rooms.Screen;

/// <summary>The page of a room, the part of it that follows the journal, and the documents that are read and signed there.</summary>
static class RoomScreen
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/rooms/{room:guid}", Page).Declares(Acts.EnterRoom);
        app.MapGet("/rooms/{room:guid}/panel", Panel).Declares(Acts.EnterRoom);
        app.MapGet("/rooms/{room:guid}/documents/{document:guid}", Document).Declares(Acts.SeeRoomDocument);
    }

    static async Task<IResult> Page(Guid room, Person person, Words words, RoomViews views, CancellationToken stop) =>
        new RazorComponentResult<RoomScreenPage>(new { View = await views.Of(room, person, words.Language, stop) });

    static async Task<IResult> Panel(Guid room, Person person, Words words, RoomViews views, CancellationToken stop) =>
        new RazorComponentResult<RoomPanel>(new { View = await views.Of(room, person, words.Language, stop) });

    /// <summary>The newest revision of a document of the room, as it will be signed; to who was let in, what they read or sign.</summary>
    static async Task<IResult> Document(Guid room, Guid document, Person person, RoomDesk desk, Reads reads, ObjectStore objects, CancellationToken stop)
    {
        await using var db = reads.Open();
        var found = await db.FindAsync<Document>([document], stop);
        return found?.RoomId == room && MaySee(found, await desk.Look(room), person, desk)
            ? Results.Bytes(await objects.Read(Case.OwnerOf(found.CaseId), found.ObjectId, stop), "application/pdf")
            : throw Refuse.NotFound();
    }

    /// <summary>Who is no participant came past the gate as staff of the court.</summary>
    static bool MaySee(Document document, RoomFacts facts, Person person, RoomDesk desk) =>
        facts.Participants.FirstOrDefault(one => one.AccountId == person.Account) is not { } me
            || (me.AdmittedAt is not null || me.Role == RoomRole.Judge) && desk.RulesOf(facts.Room).Procedure.Concerns(document.Kind, me.Role);
}

using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Objects;

namespace Mingzheng.Witnessing.Review;

/// <summary>A completed document of the meeting, or the certificate, as a file: what is signed is the file itself.</summary>
static class OpenDocument
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/authorizations/{authorization:guid}/documents/{document:guid}", Handle).Declares(Acts.SeeAuthorization);

    static async Task<IResult> Handle(Guid authorization, Guid document, Reads reads, ObjectStore objects, CancellationToken stop)
    {
        await using var db = reads.Open();
        var look = await db.FindAsync<Authorization>([authorization], stop) ?? throw Refuse.NotFound();
        return await db.FindAsync<Document>([document], stop) is { CompletedAt: not null, SupersededAt: null, RoomId: { } room } found && room == look.RoomId
            ? Results.Bytes(await objects.Read(Case.OwnerOf(found.CaseId), found.ObjectId, stop), "application/pdf", $"{found.Kind}.pdf")
            : throw Refuse.NotFound();
    }
}

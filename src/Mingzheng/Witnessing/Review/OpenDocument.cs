using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Rooms;

namespace Mingzheng.Witnessing.Review;

/// <summary>A completed document of the meeting, or the certificate, as a file: what is signed is the file itself.</summary>
static class OpenDocument
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/authorizations/{authorization:guid}/documents/{document:guid}", Handle).Declares(Acts.SeeAuthorization);

    static async Task<IResult> Handle(
        Guid authorization, Guid document, Person person, AuthorizationScope scope, Reads reads, ObjectStore objects, CancellationToken stop)
    {
        var standing = await scope.Of(person, authorization, stop) ?? Standing.None;
        await using var db = reads.Open();
        var look = await db.FindAsync<Authorization>([authorization], stop) ?? throw Refuse.NotFound();
        return await db.FindAsync<Document>([document], stop) is { CompletedAt: not null, SupersededAt: null, RoomId: { } room } found
            && room == look.RoomId && MayOpen(found.Kind, standing)
            ? Results.Bytes(await objects.Read(Case.OwnerOf(found.CaseId), found.ObjectId, stop), "application/pdf", $"{found.Kind}.pdf")
            : throw Refuse.NotFound();
    }

    /// <summary>The court opens all, a party what that party read or signed; the certificate is for all of them.</summary>
    public static bool MayOpen(string kind, Standing standing) =>
        kind == WitnessingProcedure.Certificate
        || (standing & (Standing.Judge | Standing.CourtJudge | Standing.Clerk)) != Standing.None
        || standing.HasFlag(Standing.Principal) && WitnessingProcedure.Steps.Concerns(kind, RoomRole.Principal)
        || standing.HasFlag(Standing.Agent) && WitnessingProcedure.Steps.Concerns(kind, RoomRole.Agent);

    /// <summary>The kinds of documents that a meeting makes and this person does not get, neither alone nor in a package.</summary>
    public static IReadOnlyList<string> WithheldFrom(Standing standing) =>
        [.. WitnessingProcedure.Steps.Steps.OfType<SigningStep>().Select(step => step.DocumentKind).Where(kind => !MayOpen(kind, standing))];
}

using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Objects;

namespace Mingzheng.Cases.CaseFile;

/// <summary>Hands out one paper of the dossier to who may see it; to everyone else it is not there.</summary>
static class OpenItem
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/cases/{id:guid}/items/{item:guid}", Open).Declares(Acts.SeeCase);

    static async Task<IResult> Open(
        Guid id, Guid item, Person person, CaseScope scope, CaseReader cases, Reads reads, ObjectStore objects, CancellationToken stop)
    {
        var facts = await cases.Of(id, stop) ?? throw Refuse.NotFound();
        await using var db = reads.Open();
        var standing = await scope.Of(person, id, stop) ?? Standing.None;
        if (await db.FindAsync<DossierItem>([item], stop) is not { ObjectId: { } objectId } found || found.CaseId != id
            || !DossierRights.MayOpen(found, standing, person.Account, facts) || await db.FindAsync<StoredObject>([objectId], stop) is not { } stored)
        {
            throw Refuse.NotFound();
        }

        return Results.Stream(await objects.Open(stored, stop), stored.MediaType, $"{found.Serial:D3}-{found.Code}{ExtensionOf(stored.MediaType)}");
    }

    static string ExtensionOf(string mediaType) => mediaType.Split(';')[0] switch
    {
        "application/pdf" => ".pdf",
        "application/json" => ".json",
        "text/plain" => ".txt",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        _ => "",
    };
}

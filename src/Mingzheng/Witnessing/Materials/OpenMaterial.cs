using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Objects;

namespace Mingzheng.Witnessing.Materials;

/// <summary>Hands out a paper to who may see it, as a download under a name of ours; to everyone else it is not there.</summary>
static class OpenMaterial
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/authorizations/{authorization:guid}/materials/{material:guid}", Handle).Declares(Acts.SeeAuthorization);

    static async Task<IResult> Handle(
        Guid authorization, Guid material, Person person, AuthorizationScope scope, Reads reads, ObjectStore objects, CancellationToken stop)
    {
        var standing = await scope.Of(person, authorization, stop) ?? Standing.None;
        await using var db = reads.Open();
        if (await db.FindAsync<Material>([material], stop) is not { } found || found.AuthorizationId != authorization
            || !MaterialKinds.MayOpen(found, standing, person.Account)
            || await db.FindAsync<StoredObject>([found.ObjectId], stop) is not { } stored)
        {
            throw Refuse.NotFound();
        }

        return Results.Stream(await objects.Open(stored, stop), stored.MediaType, $"{found.Kind}{MaterialKinds.ExtensionOf(stored.MediaType)}");
    }
}

using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Objects;
using Mingzheng.Web;
using Mingzheng.Witnessing.Screen;

namespace Mingzheng.Witnessing.Materials;

/// <summary>Principal and lawyer hand in their papers. A new file of a kind takes the place of the earlier one, which stays in the books.</summary>
static class GiveMaterial
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/authorizations/{authorization:guid}/materials", Handle).Declares(Acts.GiveMaterial);

    static async Task<IResult> Handle(
        Guid authorization, HttpContext context, ActId act, Person person, Words words, AuthorizationScope scope, AuthorizationScreens screens,
        Writer writer, Reads reads, ObjectStore objects, DataKeys keys, TimeProvider clock, CancellationToken stop)
    {
        var kind = context.Request.Query["kind"].ToString();
        return await FormAnswer.Of(context, async () =>
        {
            var standing = await scope.Of(person, authorization, stop) ?? throw Refuse.NotFound();
            Refuse.If(MaterialKinds.Of(standing).Contains(kind) ? null : new Refusal("MATERIAL_KIND", "W-6") { Field = FieldOf(kind) });
            var command = new Command(act.Value, person.Actor, "witnessing.give-material", Authorization.StreamOf(authorization));
            if (!await writer.WasDone(command, stop))
            {
                await Keep(authorization, kind, person, context.Request, command, writer, reads, objects, keys, clock, stop);
            }

            return $"/authorizations/{authorization:D}";
        }, errors => screens.Page(authorization, person, words, errors, null, stop));
    }

    static async Task Keep(
        Guid authorization, string kind, Person person, HttpRequest request, Command command, Writer writer, Reads reads, ObjectStore objects,
        DataKeys keys, TimeProvider clock, CancellationToken stop)
    {
        await using var db = reads.Open();
        var look = await db.FindAsync<Authorization>([authorization], stop) ?? throw Refuse.NotFound();
        Refuse.If(StillOpen(look));
        Refuse.If(await TooMany(db, authorization, kind, person.Account, clock.Now()));
        var file = await UploadedFile.Read(request, FieldOf(kind), stop);
        var stored = await Put(objects, Case.OwnerOf(look.CaseId), file, FieldOf(kind), stop);
        var title = Material.SealTitle(keys.Of(Case.OwnerOf(look.CaseId)), file.Name);
        await writer.Do(command, async writing =>
        {
            Refuse.If(StillOpen(await writing.Hold<Authorization>(authorization)));
            Refuse.If(await TooMany(writing.Db, authorization, kind, person.Account, writing.Now));
            var material = new Material
            {
                Id = writing.NewId(),
                AuthorizationId = authorization,
                Kind = kind,
                Title = title,
                ObjectId = stored.Id,
                GivenBy = person.Account,
                At = writing.Now,
            };
            writing.Db.Add(stored);
            writing.Db.Add(material);
            writing.Journal(Authorization.StreamOf(authorization), "witnessing.material-given", new JsonObject
            {
                ["kind"] = kind,
                ["material"] = $"{material.Id:D}",
                ["sha256"] = stored.Sha256,
            });
        }, stop);
    }

    static async Task<StoredObject> Put(ObjectStore objects, string owner, UploadedFile file, string field, CancellationToken stop)
    {
        try
        {
            return await objects.Put(owner, file.MediaType, file.Content, MaterialKinds.LargestFile, stop);
        }
        catch (RefusedException refused) when (refused.Refusal.Code == "FILE_TOO_LARGE")
        {
            throw new RefusedException(refused.Refusal with { Field = field });
        }
    }

    /// <summary>Each file stays in the books, so that their number has an end; told before the file is read.</summary>
    static async Task<Refusal?> TooMany(CourtDb db, Guid authorization, string kind, Guid account, DateTimeOffset now)
    {
        var since = now - TimeSpan.FromDays(1);
        var given = await db.Set<Material>().CountAsync(one => one.AuthorizationId == authorization && one.GivenBy == account && one.At > since);
        return given < MaterialKinds.MostInADay ? null
            : new Refusal("MATERIALS_TOO_MANY", null, MaterialKinds.MostInADay) { Field = FieldOf(kind), Status = StatusCodes.Status429TooManyRequests };
    }

    /// <summary>Papers are examined before acceptance; afterwards they stand as they were examined.</summary>
    static Refusal? StillOpen(Authorization authorization) => authorization.State <= AuthorizationState.MaterialCheck
        ? null
        : new Refusal("MATERIALS_CLOSED", "AW-1.10") { Status = StatusCodes.Status409Conflict };

    public static string FieldOf(string kind) => $"file-{kind}";
}

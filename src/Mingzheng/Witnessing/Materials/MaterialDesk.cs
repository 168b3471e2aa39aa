using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Objects;

namespace Mingzheng.Witnessing.Materials;

/// <summary>Takes the papers in; a file is encrypted and stored before the transaction begins.</summary>
sealed class MaterialDesk(Writer writer, Reads reads, ObjectStore objects, DataKeys keys, TimeProvider clock)
{
    /// <exception cref="RefusedException">
    /// MATERIALS_CLOSED, MATERIALS_TOO_MANY, FILE_MISSING, FILE_TYPE, FILE_TOO_LARGE; ACT_REUSED for another file under an act that was done.
    /// </exception>
    public async Task Give(Guid act, Person person, Guid authorization, string kind, HttpRequest request, CancellationToken stop)
    {
        var command = new Command(act, person.Actor, "witnessing.give-material", Authorization.StreamOf(authorization));
        if (await writer.WasDone(command, stop))
        {
            await RefuseAnotherFile(act, kind, request, stop);
            return;
        }

        await using var db = reads.Open();
        var look = await db.FindAsync<Authorization>([authorization], stop) ?? throw Refuse.NotFound();
        Refuse.If(StillOpen(look));
        Refuse.If(await TooMany(db, authorization, kind, person.Account, clock.Now()));
        var file = await UploadedFile.Read(request, GiveMaterial.FieldOf(kind), stop);
        var stored = await Put(Case.OwnerOf(look.CaseId), file, GiveMaterial.FieldOf(kind), stop);
        var title = Material.SealTitle(keys.Of(Case.OwnerOf(look.CaseId)), file.Name);
        await writer.Do(command, async writing =>
        {
            Refuse.If(StillOpen(await writing.Hold<Authorization>(authorization)));
            Refuse.If(await TooMany(writing.Db, authorization, kind, person.Account, writing.Now));
            var material = new Material
            {
                Id = IdOf(act),
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

    /// <summary>
    /// A file is streamed and not among what came with the act (<see cref="SentContent"/>): who chose another one after the answer was lost would
    /// be told "done" of a paper that the court does not have.
    /// </summary>
    async Task RefuseAnotherFile(Guid act, string kind, HttpRequest request, CancellationToken stop)
    {
        await using var db = reads.Open();
        if (await db.FindAsync<Material>([IdOf(act)], stop) is not { } given)
        {
            return;
        }

        var stored = await db.FindAsync<StoredObject>([given.ObjectId], stop) ?? throw Refuse.NotFound();
        var file = await UploadedFile.Read(request, GiveMaterial.FieldOf(kind), stop);
        var sent = Convert.ToHexStringLower(await SHA256.HashDataAsync(file.Content, stop));
        Refuse.If(sent == stored.Sha256 ? null : new Refusal("ACT_REUSED") { Status = StatusCodes.Status409Conflict });
    }

    /// <summary>By it the file of an act is found again.</summary>
    static Guid IdOf(Guid act) => DerivedId.Of("witnessing.material", $"{act:D}");

    async Task<StoredObject> Put(string owner, UploadedFile file, string field, CancellationToken stop)
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
            : new Refusal("MATERIALS_TOO_MANY", null, MaterialKinds.MostInADay) { Field = GiveMaterial.FieldOf(kind), Status = StatusCodes.Status429TooManyRequests };
    }

    /// <summary>Papers are examined before acceptance; afterwards they stand as they were examined.</summary>
    static Refusal? StillOpen(Authorization authorization) => authorization.State <= AuthorizationState.MaterialCheck
        ? null
        : new Refusal("MATERIALS_CLOSED", "AW-1.10") { Status = StatusCodes.Status409Conflict };
}

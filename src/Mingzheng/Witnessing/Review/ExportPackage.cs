using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Objects;
using Mingzheng.Packages;
using Mingzheng.Rooms;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Review;

/// <summary>
/// The package of a session for those who took part and the court (AW-16), and the key that opens its recordings. Each handing out is in
/// the journal (AW-15). A package is made for a standing: a party gets in it the documents that this party may open, and no more. The agent has
/// the package but not the key: the recordings hold what the principal said to the judge alone (AW-27).
/// </summary>
static class ExportPackage
{
    const string Kind = "witnessing.keep-package";

    /// <summary>Of one authorization.</summary>
    const int MostInADay = 20;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/authorizations/{authorization:guid}/package", See).Declares(Acts.ExportPackage);
        app.MapPost("/authorizations/{authorization:guid}/package", Make).Declares(Acts.ExportPackage);
        app.MapGet("/authorizations/{authorization:guid}/package/{made:guid}", Download).Declares(Acts.ExportPackage);
        app.MapPost("/authorizations/{authorization:guid}/recording-key", GiveKey).Declares(Acts.TakeRecordingKey);
    }

    static async Task<IResult> See(Guid authorization, Person person, AuthorizationScope scope, Reads reads, CancellationToken stop)
    {
        var of = await Approved(reads, authorization, stop);
        await using var db = reads.Open();
        var packages = await db.Set<MadePackage>().Where(one => one.AuthorizationId == authorization).OrderByDescending(one => one.At).ToListAsync(stop);
        var standing = await scope.Of(person, authorization, stop) ?? Standing.None;
        return new RazorComponentResult<PackagePage>(new
        {
            Authorization = authorization,
            Packages = packages.Where(one => one.IsFor(standing)).ToList(),
            Withheld = OpenDocument.WithheldFrom(standing),
            MayOpenRecordings = of.AgentId != person.Account,
        });
    }

    /// <summary>Fixes the manifest and keeps it, so that the same package can be fetched again over a bad line.</summary>
    static async Task<IResult> Make(
        Guid authorization, Person person, ActId act, AuthorizationScope scope, SessionPackage package, ObjectStore objects, Writer writer, Reads reads,
        TimeProvider clock, CancellationToken stop)
    {
        var of = await Approved(reads, authorization, stop);
        var keeping = new Command(act.Value, person.Actor, Kind);
        if (!await writer.WasDone(keeping, stop))
        {
            await using var db = reads.Open();
            Refuse.If(await TooMany(db, authorization, person, clock.Now()));
            var standing = await scope.Of(person, authorization, stop) ?? Standing.None;
            var made = await package.Seal(
                of.RoomId!.Value, authorization, Guid.CreateVersion7(of.ApprovedAt!.Value), person.Actor, kind => OpenDocument.MayOpen(kind, standing), stop);
            var stored = await objects.Put(Room.StreamOf(of.RoomId.Value), "application/json", made.ToBytes(), stop);
            await writer.Do(keeping, async writing =>
            {
                await writing.Hold<Authorization>(authorization);
                Refuse.If(await TooMany(writing.Db, authorization, person, writing.Now));
                writing.Db.Add(stored);
                writing.Db.Add(new MadePackage
                {
                    Id = writing.NewId(),
                    AuthorizationId = authorization,
                    ManifestObjectId = stored.Id,
                    ManifestSha256 = made.Manifest.Sha256(),
                    MadeBy = person.Account,
                    Withheld = string.Join(' ', made.Manifest.Withheld!.Select(document => document.Kind)),
                    At = writing.Now,
                });
            }, stop);
        }

        return new SeeOther($"/authorizations/{authorization:D}/package");
    }

    /// <summary>Each package stays; one that was made can be fetched as often as anybody likes. What one person makes takes nothing from another.</summary>
    static async Task<Refusal?> TooMany(CourtDb db, Guid authorization, Person person, DateTimeOffset now)
    {
        var since = now - TimeSpan.FromDays(1);
        var made = await db.Set<MadePackage>().CountAsync(one => one.AuthorizationId == authorization && one.MadeBy == person.Account && one.At > since);
        return made < MostInADay ? null : new Refusal("PACKAGES_TOO_MANY", null, MostInADay) { Status = StatusCodes.Status429TooManyRequests };
    }

    static async Task Download(
        Guid authorization, Guid made, Person person, HttpContext context, AuthorizationScope scope, SessionPackage package, ObjectStore objects,
        Reads reads, Writer writer, TimeProvider clock)
    {
        var stop = context.RequestAborted;
        await using var db = reads.Open();
        var kept = await db.FindAsync<MadePackage>([made], stop);
        if (kept?.AuthorizationId != authorization || !kept.IsFor(await scope.Of(person, authorization, stop) ?? Standing.None))
        {
            throw Refuse.NotFound();
        }

        var of = await Approved(reads, authorization, stop);
        var whole = SealedPackage.Parse(await objects.Read(Room.StreamOf(of.RoomId!.Value), kept.ManifestObjectId, stop));
        await writer.Do(new Command(Guid.CreateVersion7(clock.Now()), person.Actor, "witnessing.fetch-package"), writing =>
        {
            writing.Journal(of.Stream, "witnessing.package-fetched", new JsonObject
            {
                ["account"] = $"{person.Account:D}",
                ["manifest"] = kept.ManifestSha256,
                ["package"] = $"{made:D}",
            });
            return Task.CompletedTask;
        }, stop);
        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"witnessing-{made:D}.zip\"";
        await package.Write(whole, context.Response.Body, stop);
    }

    static async Task<IResult> GiveKey(
        Guid authorization, Person person, ActId act, Writer writer, Reads reads, DataKeys keys, CancellationToken stop)
    {
        var of = await Approved(reads, authorization, stop);
        var stream = Room.StreamOf(of.RoomId!.Value);
        await writer.Do(new Command(act.Value, person.Actor, "recording.give-key", stream), writing =>
        {
            writing.Journal(stream, "recording.key-given", new JsonObject { ["account"] = $"{person.Account:D}" });
            return Task.CompletedTask;
        }, stop);
        return Results.File(Encoding.ASCII.GetBytes(keys.Of(stream).ExportSecret() + "\n"), "text/plain", "recording.key");
    }

    static async Task<Authorization> Approved(Reads reads, Guid id, CancellationToken stop)
    {
        await using var db = reads.Open();
        var of = await db.FindAsync<Authorization>([id], stop) ?? throw Refuse.NotFound();
        Refuse.If(of.State == AuthorizationState.Approved
            ? null
            : new Refusal("PACKAGE_TOO_EARLY", "AW-16") { Status = StatusCodes.Status409Conflict });
        return of;
    }
}

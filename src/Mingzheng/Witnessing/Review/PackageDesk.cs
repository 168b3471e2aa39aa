using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Objects;
using Mingzheng.Packages;
using Mingzheng.Rooms;

namespace Mingzheng.Witnessing.Review;

/// <summary>Makes the packages of an approved authorization and hands them out, each into the books.</summary>
sealed class PackageDesk(
    AuthorizationScope scope, SessionPackage package, ObjectStore objects, DataKeys keys, Writer writer, Reads reads, TimeProvider clock)
{
    /// <summary>Of one authorization.</summary>
    public const int MostInADay = 20;

    /// <summary>Those that a person in this standing may fetch, the newest first.</summary>
    public async Task<(Authorization Of, Standing Standing, IReadOnlyList<MadePackage> Made)> Made(Guid authorization, Person person, CancellationToken stop)
    {
        var of = await Approved(authorization, stop);
        await using var db = reads.Open();
        var packages = await db.Set<MadePackage>().Where(one => one.AuthorizationId == authorization).OrderByDescending(one => one.At).ToListAsync(stop);
        var standing = await StandingOf(person, authorization, stop);
        return (of, standing, [.. packages.Where(one => one.IsFor(standing))]);
    }

    /// <summary>
    /// Fixes the manifest and keeps it, so that the same package can be fetched again over a bad line. What stands in the log of a package and
    /// the package itself are one act: none is in the books that nobody can fetch.
    /// </summary>
    public async Task Make(Guid act, Person person, Guid authorization, CancellationToken stop)
    {
        var of = await Approved(authorization, stop);
        var command = new Command(act, person.Actor, "witnessing.make-package");
        if (await writer.WasDone(command, stop))
        {
            return;
        }

        await using var db = reads.Open();
        Refuse.If(await TooMany(db, authorization, person, clock.Now()));
        var standing = await StandingOf(person, authorization, stop);
        var made = await package.Seal(of.RoomId!.Value, authorization, kind => OpenDocument.MayOpen(kind, standing), stop);
        var stored = await objects.Put(Room.StreamOf(of.RoomId.Value), "application/json", made.ToBytes(), stop);
        await writer.Do(command, async writing =>
        {
            await writing.Hold<Authorization>(authorization);
            Refuse.If(await TooMany(writing.Db, authorization, person, writing.Now));
            SessionPackage.Note(writing, made);
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

    /// <summary>A package for its download. That a person fetched it is noted once a day: every package carries what is noted.</summary>
    /// <exception cref="RefusedException">NOT_FOUND: there is none such for this person.</exception>
    public async Task<SealedPackage> Fetch(Guid authorization, Guid made, Person person, CancellationToken stop)
    {
        await using var db = reads.Open();
        var kept = await db.FindAsync<MadePackage>([made], stop);
        if (kept?.AuthorizationId != authorization || !kept.IsFor(await StandingOf(person, authorization, stop)))
        {
            throw Refuse.NotFound();
        }

        var of = await Approved(authorization, stop);
        var whole = SealedPackage.Parse(await objects.Read(Room.StreamOf(of.RoomId!.Value), kept.ManifestObjectId, stop));
        await NoteOnceToday(person, "witnessing.fetch-package", made, writing => writing.Journal(of.Stream, "witnessing.package-fetched", new JsonObject
        {
            ["account"] = $"{person.Account:D}",
            ["manifest"] = kept.ManifestSha256,
            ["package"] = $"{made:D}",
        }), stop);
        return whole;
    }

    public Task Write(SealedPackage whole, Stream target, CancellationToken stop) => package.Write(whole, target, stop);

    /// <summary>The key of the recordings; that a person has it is noted once a day.</summary>
    public async Task<string> Key(Guid authorization, Person person, CancellationToken stop)
    {
        var of = await Approved(authorization, stop);
        var stream = Room.StreamOf(of.RoomId!.Value);
        await NoteOnceToday(person, "recording.give-key", of.RoomId.Value,
            writing => writing.Journal(stream, "recording.key-given", new JsonObject { ["account"] = $"{person.Account:D}" }), stop);
        return keys.Of(stream).ExportSecret();
    }

    /// <summary>The same person, thing and day always give the same act, however often it is asked for: nobody makes the journal grow by fetching.</summary>
    async Task NoteOnceToday(Person person, string act, Guid thing, Action<Writing> note, CancellationToken stop)
    {
        var id = DerivedId.Of(act, $"{thing:D}", $"{person.Account:D}", BeijingTime.IsoDate(clock.Today()));
        var command = new Command(id, person.Actor, act);
        if (!await writer.WasDone(command, stop))
        {
            await writer.Do(command, writing =>
            {
                note(writing);
                return Task.CompletedTask;
            }, stop);
        }
    }

    /// <summary>Each package stays; one that was made can be fetched as often as anybody likes. What one person makes takes nothing from another.</summary>
    static async Task<Refusal?> TooMany(CourtDb db, Guid authorization, Person person, DateTimeOffset now)
    {
        var since = now - TimeSpan.FromDays(1);
        var made = await db.Set<MadePackage>().CountAsync(one => one.AuthorizationId == authorization && one.MadeBy == person.Account && one.At > since);
        return made < MostInADay ? null : new Refusal("PACKAGES_TOO_MANY", null, MostInADay) { Status = StatusCodes.Status429TooManyRequests };
    }

    async Task<Standing> StandingOf(Person person, Guid authorization, CancellationToken stop) =>
        await scope.Of(person, authorization, stop) ?? Standing.None;

    async Task<Authorization> Approved(Guid id, CancellationToken stop)
    {
        await using var db = reads.Open();
        var of = await db.FindAsync<Authorization>([id], stop) ?? throw Refuse.NotFound();
        Refuse.If(of.State == AuthorizationState.Approved
            ? null
            : new Refusal("PACKAGE_TOO_EARLY", "AW-16") { Status = StatusCodes.Status409Conflict });
        return of;
    }
}

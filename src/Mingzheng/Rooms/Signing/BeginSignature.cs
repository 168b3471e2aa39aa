using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Signing;
using Mingzheng.Signing.Issuer;

namespace Mingzheng.Rooms.Signing;

/// <summary>
/// A person begins to sign: the device has made a key for this one signature and proves that it holds it. The issuer certifies the key
/// for this event; the answer is the prepared revision and the attributes to sign. The private key never leaves the device.
/// </summary>
static class BeginSignature
{
    public sealed record Request(Guid Act, byte[]? Spki, byte[]? Proof, double[][][]? Strokes, string? TypedName);

    public sealed record Answer(string Prepared, byte[] Attributes, byte[] Certificate);

    sealed record OfferedKey(byte[] Spki, byte[] Proof)
    {
        public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Spki));
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/rooms/{room:guid}/documents/{document:guid}/signing-key", Handle).Declares(Acts.SignInRoom)
            .WithMetadata(new RequestSizeLimitAttribute(SignatureMark.LargestRequest));
        app.MapGet("/rooms/{room:guid}/documents/{document:guid}/prepared", Prepared).Declares(Acts.SignInRoom);
    }

    static async Task<IResult> Handle(
        Guid room, Guid document, Request request, Person person, RoomDesk desk, SigningDesk signing, Writer writer, Reads reads, DataKeys keys,
        CancellationToken stop)
    {
        var act = ActId.OfJson(request.Act, request);
        SignatureMark.RefuseUnlessGood(request.Strokes, request.TypedName);
        var typed = await TypedName.Of(request, room, person, desk, keys, stop);
        var key = new OfferedKey(request.Spki ?? [], request.Proof ?? []);
        var id = await desk.Do(person, act, "room.begin-signature", room, inside => Begin(inside, document, key), stop);
        await using var db = reads.Open();
        var begun = await Begun(db, id, stop);
        // A repeat is answered as the first time, so it must be about the same key: that one is in the books.
        Refuse.If(begun.KeySha256 == key.Sha256 ? null : new Refusal("ACT_REUSED") { Status = StatusCodes.Status409Conflict });
        if (begun.PreparedObjectId is null)
        {
            await Prepare(begun, typed is null ? request.Strokes : null, typed, key, signing, writer, db, stop);
            begun = await Begun(db, id, stop);
        }

        var matter = (await db.FindAsync<Room>([room], stop) ?? throw Refuse.NotFound()).CaseId;
        var attributes = await signing.Attributes(db, begun, matter, stop);
        return Results.Json(new Answer(
            $"/rooms/{room:D}/documents/{document:D}/prepared", attributes, begun.CertificateUnder(keys.Of(Case.OwnerOf(matter)))));
    }

    static async Task<Guid> Begin(RoomAct inside, Guid id, OfferedKey key)
    {
        var document = inside.Facts.Documents.FirstOrDefault(one => one.Id == id) ?? throw Refuse.NotFound();
        Refuse.If(await inside.Rules.ObjectionToText(inside.Writing.Db, inside.Facts, document));
        SigningGuard.RefuseUnlessMayBegin(inside.Facts, inside.Rules.Procedure, inside.Me, document, inside.Writing.Now);
        var challenge = SigningGuard.Challenge(document, inside.Me.AccountId);
        Refuse.If(DeviceKey.Proves(key.Spki, challenge, key.Proof) ? null : new Refusal("KEY_NOT_PROVED", "ES-13"));
        if (inside.Facts.CeremonyOf(document, inside.Me.Role) is { IsUnderWay: true } broken)
        {
            inside.Void(broken, "begun-again");
        }

        var ceremony = new Ceremony
        {
            Id = inside.Writing.NewId(),
            DocumentId = document.Id,
            RoomId = inside.Room.Id,
            AccountId = inside.Me.AccountId,
            Role = inside.Me.Role.ToString().ToLowerInvariant(),
            Name = Ceremony.SealName(inside.CaseKey, inside.Me.NameUnder(inside.CaseKey)),
            DocumentSha256 = document.Sha256,
            KeySha256 = key.Sha256,
            IdentityCheckId = inside.Facts.IdentifiedHere.TryGetValue(inside.Me.AccountId, out var check) ? check : null,
            ReadingId = inside.Facts.ReadingOf(document)?.Id,
            Method = "device",
            BegunAt = inside.Writing.Now,
        };
        inside.Writing.Db.Add(ceremony);
        inside.Writing.Journal(inside.Room.Stream, "signing.begun", new JsonObject
        {
            ["ceremony"] = $"{ceremony.Id:D}",
            ["document"] = $"{document.Id:D}",
            ["identity"] = ceremony.IdentityCheckId?.ToString("D"),
            ["key"] = ceremony.KeySha256,
            ["participant"] = $"{inside.Me.Id:D}",
            ["sha256"] = document.Sha256,
        });
        return ceremony.Id;
    }

    static async Task<Ceremony> Begun(CourtDb db, Guid id, CancellationToken stop) =>
        await db.FindAsync<Ceremony>([id], stop) ?? throw Refuse.NotFound();

    static async Task Prepare(
        Ceremony begun, double[][][]? strokes, string? typed, OfferedKey offered, SigningDesk signing, Writer writer, CourtDb db, CancellationToken stop)
    {
        var document = await db.FindAsync<Document>([begun.DocumentId], stop) ?? throw Refuse.NotFound();
        var key = new ProvenPublicKey(offered.Spki, SigningGuard.Challenge(document, begun.AccountId!.Value), offered.Proof);
        var prepared = await signing.Prepare(begun, document, key, strokes, typed, stop);
        var command = new Command(Guid.CreateVersion7(begun.BegunAt), $"account:{begun.AccountId:D}", "signing.prepare", Room.StreamOf(begun.RoomId!.Value));
        await writer.Do(command, async writing =>
        {
            var held = await writing.Hold<Ceremony>(begun.Id);
            Refuse.If(held.IsUnderWay ? null : new Refusal("SIGNATURE_VOID", "TV-13") { Status = StatusCodes.Status409Conflict });
            if (held.PreparedObjectId is null)
            {
                writing.Db.Add(prepared.Object);
                held.Prepare(prepared.Certificate, prepared.Chain, prepared.Object.Id);
            }

            // Else the same request came twice over a bad line; both are answered with the first preparation.
        }, stop);
    }

    /// <summary>The device fetches the prepared file and checks for itself that it begins with the document that was read.</summary>
    static async Task<IResult> Prepared(Guid room, Guid document, Person person, Reads reads, ObjectStore objects, CancellationToken stop)
    {
        await using var db = reads.Open();
        var ceremony = await db.Set<Ceremony>().FirstOrDefaultAsync(one => one.RoomId == room && one.DocumentId == document
            && one.AccountId == person.Account && one.VoidAt == null && one.CompletedAt == null && one.PreparedObjectId != null, stop);
        var stored = ceremony is null ? null : await db.FindAsync<StoredObject>([ceremony.PreparedObjectId!.Value], stop);
        return stored is null ? throw Refuse.NotFound() : Results.Bytes(await objects.Read(stored, stop), "application/pdf");
    }
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Signing;

namespace Mingzheng.Rooms.Signing;

/// <summary>
/// The device's signature comes in: it is checked against the certificate, timestamped and appended as a revision. The guard is asked
/// once more inside the act, so that a text changed meanwhile is never signed (ACC-AW-03).
/// </summary>
static class CompleteSignature
{
    public sealed record Request(Guid Act, byte[]? Signature);

    public sealed record Answer(string Next);

    sealed record SignedRevision(Guid Ceremony, StoredObject Object);

    const string Kind = "room.complete-signature";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/documents/{document:guid}/signature", Handle).Declares(Acts.SignInRoom)
            .WithMetadata(new RequestSizeLimitAttribute(SignatureMark.LargestRequest));

    static async Task<IResult> Handle(
        Guid room, Guid document, Request request, Person person, RoomDesk desk, SigningDesk signing, Reads reads,
        CancellationToken stop)
    {
        var next = new Answer(RoomAddress.Of(room));
        var act = ActId.OfJson(request.Act, request);
        if (await desk.WasDone(person, act, Kind, stop))
        {
            return Results.Json(next);
        }

        var facts = await desk.Look(room);
        facts.Room.RefuseIfClosed();
        await using var db = reads.Open();
        var ceremony = await db.Set<Ceremony>().FirstOrDefaultAsync(one => one.RoomId == room && one.DocumentId == document
                && one.AccountId == person.Account && one.VoidAt == null && one.CompletedAt == null && one.PreparedObjectId != null, stop);
        var revision = ceremony is null
            ? null
            : new SignedRevision(ceremony.Id, await signing.Complete(db, ceremony, facts.Room.CaseId, request.Signature ?? [], stop));
        await desk.Do(person, act, Kind, room, inside => Write(inside, document, revision), stop);
        return Results.Json(next);
    }

    /// <param name="revision">Null when no signature is under way: then the books say what was missing (ACC-AW-02).</param>
    static async Task Write(RoomAct inside, Guid id, SignedRevision? revision)
    {
        var document = inside.Facts.Documents.FirstOrDefault(one => one.Id == id)
            ?? throw new RefusedException(new Refusal("DOCUMENT_SUPERSEDED", "V-4") { Status = StatusCodes.Status409Conflict });
        Refuse.If(await inside.Rules.ObjectionToText(inside.Writing.Db, inside.Facts, document));
        var step = SigningGuard.RefuseUnlessMayBegin(inside.Facts, inside.Rules.Procedure, inside.Me, document, inside.Writing.Now);
        var broken = new Refusal("SIGNATURE_VOID", "TV-13") { Status = StatusCodes.Status409Conflict };
        var (ceremonyId, signed) = revision ?? throw new RefusedException(broken);
        var ceremony = await inside.Writing.Hold<Ceremony>(ceremonyId);
        Refuse.If(ceremony.IsUnderWay && ceremony.DocumentSha256 == document.Sha256 ? null : broken);
        inside.Writing.Db.Add(signed);
        document.Revise(signed.Id, signed.Sha256);
        ceremony.Complete(signed.Sha256, inside.Writing.Now);
        inside.Writing.Journal(inside.Room.Stream, "signing.completed", new JsonObject
        {
            ["ceremony"] = $"{ceremony.Id:D}",
            ["certificate"] = Convert.ToHexStringLower(SHA256.HashData(ceremony.CertificateUnder(inside.CaseKey))),
            ["document"] = document.Kind,
            ["from"] = ceremony.DocumentSha256,
            ["key"] = ceremony.KeySha256,
            ["participant"] = $"{inside.Me.Id:D}",
            ["reading"] = ceremony.ReadingId?.ToString("D"),
            ["recordedUntil"] = inside.Facts.RecordedUntil(inside.Me)?.ToMicroseconds(),
            ["sha256"] = signed.Sha256,
        });
        if (step.Signers[^1] == inside.Me.Role)
        {
            document.Complete(inside.Writing.Now);
            inside.Writing.Journal(inside.Room.Stream, "witnessing.document-completed", new JsonObject
            {
                ["document"] = document.Kind,
                ["sha256"] = signed.Sha256,
                ["signatures"] = step.Signers.Count,
            });
        }
    }
}

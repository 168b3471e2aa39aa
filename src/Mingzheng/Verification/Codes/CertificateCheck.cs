using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Courts;
using Mingzheng.Documents;
using Mingzheng.Journal;
using Mingzheng.Objects;
using Mingzheng.Rooms;

namespace Mingzheng.Verification.Codes;

/// <summary>Finds what a code stands for. Every code, well formed or not, known or not, costs the same hash and the same indexed search.</summary>
sealed class CertificateCheck(
    Reads reads, DataKeys keys, IEnumerable<ICertifiedThings> certified, JournalTraces traces, TransparencyLog log, LogKey logKey, TimeProvider clock)
{
    /// <exception cref="RefusedException">VERIFICATION_CODE_UNKNOWN.</exception>
    public async Task<CheckedCertificate> Of(string typed, CancellationToken stop)
    {
        await using var db = reads.Open();
        var hash = keys.SearchHash(ICertifiedThings.CodeKind, VerificationCode.Normalise(typed));
        var thing = await Find(db, hash, stop)
            ?? throw new RefusedException(new Refusal("VERIFICATION_CODE_UNKNOWN", "AW-32") { Status = StatusCodes.Status404NotFound, Field = "code" });
        var @case = await db.FindAsync<Case>([thing.CaseId], stop) ?? throw Refuse.NotFound();
        var court = await db.FindAsync<Court>([@case.CourtId], stop) ?? throw Refuse.NotFound();
        var head = await log.Checkpoint(stop);
        return new CheckedCertificate(
            court.Name, court.NameEn, @case.Number, thing.Number, ValidityOf(thing, clock.Now()), thing.Since, thing.Until, thing.Ended,
            await Documents(db, thing, stop), logKey.Origin, head?.Size, head?.Note);
    }

    async Task<CertifiedThing?> Find(CourtDb db, byte[] hash, CancellationToken stop)
    {
        foreach (var things in certified)
        {
            if (await things.ByCode(db, hash, stop) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    async Task<IReadOnlyList<CheckedDocument>> Documents(CourtDb db, CertifiedThing thing, CancellationToken stop)
    {
        var documents = await db.Set<Document>()
            .Where(one => one.RoomId == thing.RoomId && one.CompletedAt != null && one.SupersededAt == null)
            .OrderBy(one => one.CompletedAt).ToListAsync(stop);
        var completed = await traces.Completed([Room.StreamOf(thing.RoomId), thing.Stream], stop);
        return [.. documents.Select(document => new CheckedDocument(
            document.Kind, document.Sha256, document.CompletedAt!.Value, completed.GetValueOrDefault(document.Sha256)?.Position))];
    }

    static Validity ValidityOf(CertifiedThing thing, DateTimeOffset now) =>
        thing.Ended is not null ? Validity.Ended : thing.Until <= now ? Validity.Expired : Validity.InEffect;
}

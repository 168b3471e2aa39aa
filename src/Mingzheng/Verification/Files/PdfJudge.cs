using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Journal;
using Mingzheng.Proof.Pdf;
using Mingzheng.Rooms;
using Mingzheng.Signing;

namespace Mingzheng.Verification.Files;

/// <summary>Judges a PDF by its signatures and by the journal: sound signatures alone do not make a document of this court.</summary>
sealed class PdfJudge(Reads reads, IEnumerable<ICertifiedThings> certified, JournalTraces traces)
{
    /// <param name="report">Of the verifier on the file alone.</param>
    public async Task<CheckedFile> Judge(string sha256, JsonObject report, CancellationToken stop)
    {
        var verdict = Enum.Parse<PdfVerdict>((string)report["verdict"]!);
        var trace = await LastKnown([.. report["revisions"]!.AsArray().Select(digest => (string)digest!)], stop);
        var known = trace is null ? null : new KnownDocument(trace.Document.Kind, trace.Digest, trace.Entry.At, trace.Entry.Position);
        return new CheckedFile(
            VerdictOf(verdict, trace, sha256), sha256, known, [.. report["signatures"]!.AsArray().Select(Signature)], null);
    }

    static CheckedSignature Signature(JsonNode? one) => new(
        (string)one!["signer"]!,
        (string?)one["at"] is { } at ? DateTimeOffset.ParseExact(at, "O", CultureInfo.InvariantCulture) : null,
        Enum.Parse<PdfVerdict>((string)one["verdict"]!),
        Enum.Parse<PdfFault>((string)one["fault"]!),
        [.. one["changesAfter"]!.AsArray().Select(change => (string)change!)]);

    static FileVerdict VerdictOf(PdfVerdict verdict, Trace? trace, string sha256) => verdict switch
    {
        PdfVerdict.Unreadable => FileVerdict.Unreadable,
        PdfVerdict.NoSignature => FileVerdict.Unsigned,
        PdfVerdict.ModifiedAfter or PdfVerdict.Invalid => FileVerdict.Changed,
        PdfVerdict.Untrusted => FileVerdict.Foreign,
        PdfVerdict.Valid when trace is null => FileVerdict.NotInJournal,
        PdfVerdict.Valid when trace.Digest != sha256 => FileVerdict.Changed,
        PdfVerdict.Valid when !trace.Document.IsLive => FileVerdict.Superseded,
        PdfVerdict.Valid => trace.IsFinished ? FileVerdict.Genuine : FileVerdict.Unfinished,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "No such verdict."),
    };

    /// <summary>The newest state of the file that an entry of the journal names; null when there is none.</summary>
    async Task<Trace?> LastKnown(IReadOnlyList<string> digests, CancellationToken stop)
    {
        await using var db = reads.Open();
        var rows = await (
            from ceremony in db.Set<Ceremony>()
            join document in db.Set<Document>() on ceremony.DocumentId equals document.Id
            where ceremony.SignedSha256 != null && digests.Contains(ceremony.SignedSha256)
            select new { ceremony.SignedSha256, document }).ToListAsync(stop);
        foreach (var digest in digests.Reverse())
        {
            if (rows.FirstOrDefault(row => row.SignedSha256 == digest)?.document is { RoomId: { } room } document)
            {
                return await TraceOf(db, document, room, digest, stop);
            }
        }

        return null;
    }

    async Task<Trace?> TraceOf(CourtDb db, Document document, Guid room, string digest, CancellationToken stop)
    {
        var streams = new List<string> { Room.StreamOf(room) };
        foreach (var things in certified)
        {
            if (await things.StreamOf(db, room, stop) is { } stream)
            {
                streams.Add(stream);
            }
        }

        return (await traces.Completed(streams, stop)).TryGetValue(digest, out var finished) ? new Trace(document, digest, finished, IsFinished: true)
            : (await traces.Revisions(streams, stop)).TryGetValue(digest, out var signed) ? new Trace(document, digest, signed, IsFinished: false)
            : null;
    }

    sealed record Trace(Document Document, string Digest, PlacedEntry Entry, bool IsFinished);
}

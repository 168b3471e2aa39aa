using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Courts;
using Mingzheng.Documents;
using Mingzheng.Journal;
using Mingzheng.Objects;
using Mingzheng.Proof.Packages;
using Mingzheng.Rooms;
using Mingzheng.Signing;

namespace Mingzheng.Packages;

/// <summary>A file of a package: what the manifest says of it and how it is opened.</summary>
sealed record PackedFile(PackageFile Listed, Func<Task<Stream>> Open);

/// <summary>
/// Everything that a finished session leaves, as one zip that proves itself (docs/package-format.md). The manifest's digest is written into
/// the journal by the act that keeps it, so that the package as a whole stands in the log.
/// </summary>
public sealed class SessionPackage(
    Reads reads, ObjectStore objects, JournalReader journal, TransparencyLog log, LogKey logKey, JournalSignals signals,
    TrustAnchorFiles trust, TimeProvider clock)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Makes the manifest of what there is now.</summary>
    /// <param name="mayHold">Whether the person for whom the package is made may have a document of this kind; the others are named as withheld.</param>
    /// <returns>What is to be kept for the downloads, with <see cref="Note"/> in the same act.</returns>
    public async Task<SealedPackage> Seal(Guid room, Guid subject, Func<string, bool> mayHold, CancellationToken stop)
    {
        await using var db = reads.Open();
        var meeting = await db.FindAsync<Room>([room], stop) ?? throw Refuse.NotFound();
        var @case = await db.FindAsync<Case>([meeting.CaseId], stop) ?? throw Refuse.NotFound();
        var court = await db.FindAsync<Court>([meeting.CourtId], stop) ?? throw Refuse.NotFound();
        var completed = await Completed(db, meeting, stop);
        var own = await OwnFiles(stop);
        var manifest = new PackageManifest(
            $"{room:D}", @case.Number, court.Name, logKey.Origin, clock.Now().ToMicroseconds(),
            await Streams([meeting.Stream, $"authorization:{subject:D}"], stop),
            [.. (await Files(db, meeting, mayHold, stop)).Select(file => file.Listed), .. own.Select(file => PackageFile.Of(file.Key, file.Value))],
            await Documents(db, meeting, completed.Where(document => mayHold(document.Kind)), stop),
            await Recordings(db, meeting, stop),
            [.. completed.Where(document => !mayHold(document.Kind)).Select(document => new WithheldDocument(document.Kind, document.Sha256))]);
        return new SealedPackage(manifest, own);
    }

    /// <summary>Writes the digest of the manifest into the books of its session.</summary>
    public static void Note(Writing writing, SealedPackage package) =>
        writing.Journal(Room.StreamOf(Guid.Parse(package.Manifest.Session)), PackageManifest.EntryKind, new JsonObject
        {
            ["manifest"] = package.Manifest.Sha256(),
        });

    /// <summary>Streams the package; nothing is spooled.</summary>
    public async Task Write(SealedPackage package, Stream target, CancellationToken stop)
    {
        var manifest = package.Manifest;
        var (checkpoint, entries) = await Proved(manifest, stop);
        await using var db = reads.Open();
        var meeting = await db.FindAsync<Room>([Guid.Parse(manifest.Session)], stop) ?? throw Refuse.NotFound();
        var kinds = manifest.Documents.Select(document => document.Kind).ToHashSet();
        var files = (await Files(db, meeting, kinds.Contains, stop)).ToDictionary(file => file.Listed.Path, file => file.Open);
        await PackageWriter.Write(
            target, manifest, path => package.OwnFiles.TryGetValue(path, out var own) ? Task.FromResult<Stream>(new MemoryStream(own)) : files[path](),
            entries.Select(entry => new PackageEntry(entry.Entry, entry.Salt, entry.Position, entry.Proof)),
            Mingzheng.Proof.Log.SignedNote.Parse(checkpoint), stop);
    }

    /// <summary>The entry that names the manifest gets its position within a second; the package waits for it.</summary>
    async Task<(string Checkpoint, IReadOnlyList<ProvedEntry> Entries)> Proved(PackageManifest manifest, CancellationToken stop)
    {
        var digest = manifest.Sha256();
        for (var waited = clock.GetTimestamp(); clock.GetElapsedTime(waited) < Patience;)
        {
            var next = signals.Placed.Next;
            var proved = await log.Prove([.. manifest.Streams.Select(stream => stream.Name)], stop);
            if (proved.Entries.Any(entry => entry.Entry.Kind == PackageManifest.EntryKind && (string?)entry.Entry.Body["manifest"] == digest))
            {
                return proved;
            }

            await Wake.Wait(next, TimeSpan.FromMilliseconds(500), stop);
        }

        throw new RefusedException(new Refusal("NOT_PROVABLE_YET") { Status = StatusCodes.Status503ServiceUnavailable });
    }

    /// <summary>The streams as far as they have come: whoever takes lines from their end is found out.</summary>
    async Task<List<StreamHead>> Streams(string[] names, CancellationToken stop)
    {
        var streams = new List<StreamHead>();
        foreach (var name in names)
        {
            streams.Add(new StreamHead(name, await journal.LastOf(name, stop)));
        }

        return streams;
    }

    async Task<List<PackedFile>> Files(CourtDb db, Room room, Func<string, bool> mayHold, CancellationToken stop)
    {
        var files = new List<PackedFile>();
        foreach (var document in (await Completed(db, room, stop)).Where(document => mayHold(document.Kind)))
        {
            var pdf = await objects.Read(Case.OwnerOf(room.CaseId), document.ObjectId, stop);
            files.Add(new PackedFile(PackageFile.Of(PathOf(document), pdf), () => Task.FromResult<Stream>(new MemoryStream(pdf))));
        }

        foreach (var (export, role) in await Exports(db, room, stop))
        {
            var stored = await db.FindAsync<StoredObject>([export.ObjectId], stop) ?? throw Refuse.NotFound();
            files.Add(new PackedFile(
                new PackageFile(RecordingExport.PathOf(role, export.Kind), objects.CipherLength(stored.Id), stored.CipherSha256),
                () => Task.FromResult(objects.OpenCipher(stored.Id))));
        }

        return files;
    }

    async Task<IReadOnlyDictionary<string, byte[]>> OwnFiles(CancellationToken stop) => new Dictionary<string, byte[]>
    {
        [PackagePath.Root] = Encoding.ASCII.GetBytes(await trust.Root(stop)),
        [PackagePath.TimestampRoot] = Encoding.ASCII.GetBytes(await trust.Timestamps(stop)),
        [PackagePath.LogKey] = Encoding.UTF8.GetBytes($"{logKey.Verifier}\n"),
        ["README.txt"] = Encoding.UTF8.GetBytes(PackageReadme.Text),
    };

    static async Task<List<PackageDocument>> Documents(CourtDb db, Room room, IEnumerable<Document> documents, CancellationToken stop)
    {
        var signatures = await db.Set<Ceremony>().Where(one => one.RoomId == room.Id && one.CompletedAt != null && one.VoidAt == null)
            .GroupBy(one => one.DocumentId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, stop);
        return [.. documents.Select(document => new PackageDocument(PathOf(document), document.Kind, document.Sha256, signatures[document.Id]))];
    }

    static async Task<List<PackageRecording>> Recordings(CourtDb db, Room room, CancellationToken stop) =>
        [.. (await Exports(db, room, stop)).Select(one => new PackageRecording(
            RecordingExport.PathOf(one.Role, one.Export.Kind), one.Role.ToString().ToLowerInvariant(), one.Export.Kind,
            one.Export.Milliseconds / 1000, one.Export.Segments))];

    static async Task<List<Document>> Completed(CourtDb db, Room room, CancellationToken stop) =>
        await db.Set<Document>().Where(one => one.RoomId == room.Id && one.SupersededAt == null && one.CompletedAt != null)
            .OrderBy(one => one.CompletedAt).ToListAsync(stop);

    static async Task<List<(RecordingExport Export, RoomRole Role)>> Exports(CourtDb db, Room room, CancellationToken stop)
    {
        var roles = await db.Set<RoomParticipant>().Where(one => one.RoomId == room.Id).ToDictionaryAsync(one => one.Id, one => one.Role, stop);
        var exports = await db.Set<RecordingExport>().Where(one => one.RoomId == room.Id).ToListAsync(stop);
        return [.. exports.Select(export => (export, roles[export.ParticipantId])).OrderBy(pair => RecordingExport.PathOf(pair.Item2, pair.export.Kind), StringComparer.Ordinal)];
    }

    static string PathOf(Document document) => $"documents/{document.Kind}.pdf";
}

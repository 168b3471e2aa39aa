using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mingzheng.Proof.Journal;

namespace Mingzheng.Proof.Packages;

/// <summary>
/// What a package of a session holds (docs/package-format.md). Its digest stands in the journal, so that the package as a
/// whole is proved.
/// </summary>
/// <param name="Session">Id of the session; its stream is "room:" and this.</param>
/// <param name="CaseNumber">The case number as people write it.</param>
/// <param name="Court">Name of the court.</param>
/// <param name="Origin">Origin of the log to which the proofs lead.</param>
/// <param name="MadeAt">Microseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Streams">At least that of the session.</param>
/// <param name="Files">Every file but the manifest and proof/*.</param>
public sealed partial record PackageManifest(
    string Session,
    string CaseNumber,
    string Court,
    string Origin,
    long MadeAt,
    IReadOnlyList<StreamHead> Streams,
    IReadOnlyList<PackageFile> Files,
    IReadOnlyList<PackageDocument> Documents,
    IReadOnlyList<PackageRecording> Recordings)
{
    const string Format = "mingzheng-package/2";

    /// <summary>Did not say how long the streams are; packages of it are checked for ever.</summary>
    const string FirstFormat = "mingzheng-package/1";

    const int MaximumFiles = 20_000;
    const int MaximumDocuments = 200;
    const int MaximumRecordings = 2_000;
    const int MaximumStreams = 200;

    /// <summary>Kind of the entry that names the manifest's digest: body {"manifest": hex}.</summary>
    public const string EntryKind = "witnessing.package-made";

    public string SessionStream => $"room:{Session}";

    /// <summary>The bytes of manifest.json, in canonical form. Throws <see cref="FormatException"/> for a manifest that contradicts itself.</summary>
    public byte[] ToBytes()
    {
        RefuseContradictions();
        return CanonicalJson.Serialize(new JsonObject
        {
            ["format"] = Streams.Any(stream => stream.Last is null) ? FirstFormat : Format,
            ["session"] = Session,
            ["caseNumber"] = CaseNumber,
            ["court"] = Court,
            ["origin"] = Origin,
            ["madeAt"] = MadeAt,
            ["streams"] = new JsonArray([.. Streams.Select(stream => stream.ToJson())]),
            ["files"] = new JsonArray([.. Files.Select(file => file.ToJson())]),
            ["documents"] = new JsonArray([.. Documents.Select(document => document.ToJson())]),
            ["recordings"] = new JsonArray([.. Recordings.Select(recording => recording.ToJson())]),
        });
    }

    /// <summary>Lower-case hex of the SHA-256 of <see cref="ToBytes"/>: what the entry names.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(ToBytes()));

    /// <summary>Reads manifest.json. Throws <see cref="FormatException"/> with the reason.</summary>
    public static PackageManifest Parse(ReadOnlySpan<byte> bytes)
    {
        var json = CanonicalJson.ParseCanonical(bytes).AsObjectWith(
            "A manifest", "format", "session", "caseNumber", "court", "origin", "madeAt", "streams", "files", "documents", "recordings");
        var format = json.Text("format");
        Require(format is Format or FirstFormat, $"The package is of the format {format}, not {Format}.");

        var manifest = new PackageManifest(
            json.Text("session"), json.Text("caseNumber"), json.Text("court"), json.Text("origin"), json.Integer("madeAt"),
            json.List<StreamHead>("streams", format == Format ? StreamHead.FromJson : StreamHead.OfFirstFormat),
            json.List("files", PackageFile.FromJson),
            json.List("documents", PackageDocument.FromJson),
            json.List("recordings", PackageRecording.FromJson));
        manifest.RefuseContradictions();
        return manifest;
    }

    void RefuseContradictions()
    {
        Require(SessionShape().IsMatch(Session), "The session's id is malformed.");
        Require(
            Files.Count <= MaximumFiles && Documents.Count <= MaximumDocuments && Recordings.Count <= MaximumRecordings && Streams.Count <= MaximumStreams,
            "The manifest lists more than a package may hold.");
        Require(Streams.Any(stream => stream.Name == SessionStream), "The session's own stream is not included.");
        Require(Streams.Select(stream => stream.Name).Distinct().Count() == Streams.Count, "A stream is listed twice.");
        Require(Streams.Select(stream => stream.Last is null).Distinct().Count() == 1, "Some streams have a last entry and some have none.");
        foreach (var file in Files)
        {
            Require(PackagePath.IsSafe(file.Path) && !PackagePath.IsUnlisted(file.Path), $"\"{file.Path}\" cannot stand in a package.");
        }

        var paths = Files.Select(file => file.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Require(paths.Count == Files.Count, "A file is listed twice.");
        foreach (var needed in new[] { PackagePath.Root, PackagePath.TimestampRoot, PackagePath.LogKey })
        {
            Require(paths.Contains(needed), $"{needed} is not listed.");
        }

        var described = Documents.Select(document => document.Path).Concat(Recordings.Select(recording => recording.Path)).ToList();
        Require(described.Distinct().Count() == described.Count, "A document or recording is described twice.");
        var listed = Files.Select(file => file.Path).Where(path => path.StartsWith("documents/", StringComparison.Ordinal)
            || path.StartsWith("recordings/", StringComparison.Ordinal));
        Require(listed.ToHashSet().SetEquals(described), "Described are exactly the files under documents/ and recordings/.");
        var digests = Files.ToDictionary(file => file.Path, file => file.Sha256);
        Require(
            Documents.All(document => digests[document.Path] == document.Sha256),
            "A document has two different digests.");
    }

    static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new FormatException(message);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9._-]{1,100}\\z")]
    private static partial Regex SessionShape();
}

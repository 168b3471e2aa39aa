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
/// <param name="Withheld">What the person for whom the package was made may not see; null in a manifest of an earlier format, which withheld nothing.</param>
public sealed partial record PackageManifest(
    string Session,
    string CaseNumber,
    string Court,
    string Origin,
    long MadeAt,
    IReadOnlyList<StreamHead> Streams,
    IReadOnlyList<PackageFile> Files,
    IReadOnlyList<PackageDocument> Documents,
    IReadOnlyList<PackageRecording> Recordings,
    IReadOnlyList<WithheldDocument>? Withheld)
{
    const string Format = "mingzheng-package/3";

    /// <summary>Knew nothing that is withheld. Packages of the earlier formats are checked for ever.</summary>
    const string SecondFormat = "mingzheng-package/2";

    /// <summary>Did not say how long the streams are either.</summary>
    const string FirstFormat = "mingzheng-package/1";

    /// <summary>Of every format.</summary>
    static readonly string[] Members = ["format", "session", "caseNumber", "court", "origin", "madeAt", "streams", "files", "documents", "recordings"];

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
        var json = new JsonObject
        {
            ["format"] = Streams.Any(stream => stream.Last is null) ? FirstFormat : Withheld is null ? SecondFormat : Format,
            ["session"] = Session,
            ["caseNumber"] = CaseNumber,
            ["court"] = Court,
            ["origin"] = Origin,
            ["madeAt"] = MadeAt,
            ["streams"] = new JsonArray([.. Streams.Select(stream => stream.ToJson())]),
            ["files"] = new JsonArray([.. Files.Select(file => file.ToJson())]),
            ["documents"] = new JsonArray([.. Documents.Select(document => document.ToJson())]),
            ["recordings"] = new JsonArray([.. Recordings.Select(recording => recording.ToJson())]),
        };
        if (Withheld is not null)
        {
            json["withheld"] = new JsonArray([.. Withheld.Select(document => document.ToJson())]);
        }

        return CanonicalJson.Serialize(json);
    }

    /// <summary>Lower-case hex of the SHA-256 of <see cref="ToBytes"/>: what the entry names.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(ToBytes()));

    /// <summary>Reads manifest.json. Throws <see cref="FormatException"/> with the reason.</summary>
    public static PackageManifest Parse(ReadOnlySpan<byte> bytes)
    {
        var node = CanonicalJson.ParseCanonical(bytes);
        var format = (node as JsonObject ?? throw new FormatException("A manifest is an object.")).Text("format");
        Require(format is Format or SecondFormat or FirstFormat, $"The package is of the format {format}, not {Format}.");
        var json = node.AsObjectWith("A manifest", format == Format ? [.. Members, "withheld"] : Members);

        var manifest = new PackageManifest(
            json.Text("session"), json.Text("caseNumber"), json.Text("court"), json.Text("origin"), json.Integer("madeAt"),
            json.List<StreamHead>("streams", format == FirstFormat ? StreamHead.OfFirstFormat : StreamHead.FromJson),
            json.List("files", PackageFile.FromJson),
            json.List("documents", PackageDocument.FromJson),
            json.List("recordings", PackageRecording.FromJson),
            format == Format ? json.List("withheld", WithheldDocument.FromJson) : null);
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
        RefuseWithheldContradictions();
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

    void RefuseWithheldContradictions()
    {
        var kinds = (Withheld ?? []).Select(document => document.Kind).ToList();
        Require(kinds.All(WithheldDocument.Kinds.Contains), "Only a commitment may be withheld.");
        Require(kinds.Distinct().Count() == kinds.Count, "A document is withheld twice.");
        Require(!kinds.Intersect(Documents.Select(document => document.Kind)).Any(), "A document is withheld and there.");
        Require(Withheld is null || Streams.All(stream => stream.Last is not null), "The first format withheld nothing.");
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

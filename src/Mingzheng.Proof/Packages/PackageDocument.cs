using System.Text.Json.Nodes;
using Mingzheng.Proof.Journal;

namespace Mingzheng.Proof.Packages;

/// <summary>A signed PDF of a package.</summary>
/// <param name="Path">Under documents/.</param>
/// <param name="Kind">power-of-attorney, principal-commitment, agent-commitment, record or certificate.</param>
/// <param name="Sha256">Lower-case hex; an entry of the kind <see cref="EntryKind"/> names it.</param>
/// <param name="Signatures">How many signatures it must bear, document timestamps not counted.</param>
public sealed record PackageDocument(string Path, string Kind, string Sha256, int Signatures)
{
    /// <summary>Body {"document": kind, "sha256": hex, ...}.</summary>
    public const string EntryKind = "witnessing.document-completed";

    /// <summary>Kind of the entry that names the certificate of one signature: body {"document": kind, "certificate": hex}.</summary>
    public const string SignedKind = "signing.completed";

    /// <summary>Kind of the entry that names the certificate of the court's seal: body {"sha256": hex, "certificate": hex}; version 1 names none.</summary>
    public const string SealedKind = "signing.sealed";

    const int MaximumSignatures = 1000;

    internal JsonNode ToJson() =>
        new JsonObject { ["path"] = Path, ["kind"] = Kind, ["sha256"] = Sha256, ["signatures"] = Signatures };

    internal static PackageDocument FromJson(JsonNode? node)
    {
        var json = node.AsObjectWith("A document of the manifest", "path", "kind", "sha256", "signatures");
        return new PackageDocument(
            json.Text("path"), json.Text("kind"), Convert.ToHexStringLower(json.Hex("sha256", 32)),
            json.Count("signatures") is <= MaximumSignatures and var count ? (int)count : throw new FormatException("Too many signatures."));
    }
}

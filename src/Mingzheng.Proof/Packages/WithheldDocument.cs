using System.Text.Json.Nodes;
using Mingzheng.Proof.Journal;

namespace Mingzheng.Proof.Packages;

/// <summary>
/// A finished document that a package leaves out by right: it names the other side in clear. Who holds the document itself can compare the digest.
/// </summary>
/// <param name="Kind">One of <see cref="Kinds"/>: nothing else may be withheld, so that an insider cannot call a removed record withheld.</param>
/// <param name="Sha256">Lower-case hex; an entry of the kind <see cref="PackageDocument.EntryKind"/> names it.</param>
public sealed record WithheldDocument(string Kind, string Sha256)
{
    /// <summary>The commitments hold number and address of their givers.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["principal-commitment", "agent-commitment"];

    internal JsonNode ToJson() => new JsonObject { ["kind"] = Kind, ["sha256"] = Sha256 };

    internal static WithheldDocument FromJson(JsonNode? node)
    {
        var json = node.AsObjectWith("A withheld document of the manifest", "kind", "sha256");
        return new WithheldDocument(json.Text("kind"), Convert.ToHexStringLower(json.Hex("sha256", 32)));
    }
}

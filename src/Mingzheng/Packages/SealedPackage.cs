using System.Text.Json.Nodes;
using Mingzheng.Proof.Journal;
using Mingzheng.Proof.Packages;

namespace Mingzheng.Packages;

/// <summary>
/// A package that stands in the books: its manifest, and those of its files that the court writes itself (trust, readme). They are kept, for a
/// later edition of the court or of its trust service would write them otherwise, and the package has to stay what it was.
/// </summary>
public sealed record SealedPackage(PackageManifest Manifest, IReadOnlyDictionary<string, byte[]> OwnFiles)
{
    public byte[] ToBytes() => CanonicalJson.Serialize(new JsonObject
    {
        ["manifest"] = Convert.ToBase64String(Manifest.ToBytes()),
        ["files"] = new JsonObject(OwnFiles.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)Convert.ToBase64String(file.Value)))),
    });

    public static SealedPackage Parse(ReadOnlySpan<byte> bytes)
    {
        var json = JsonNode.Parse(bytes)!.AsObject();
        return new SealedPackage(
            PackageManifest.Parse(Convert.FromBase64String((string)json["manifest"]!)),
            json["files"]!.AsObject().ToDictionary(file => file.Key, file => Convert.FromBase64String((string)file.Value!)));
    }
}

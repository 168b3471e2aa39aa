using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mingzheng.Proof.Journal;

namespace Mingzheng.Proof.Packages;

/// <summary>A file of a package.</summary>
/// <param name="Path">Relative, see <see cref="PackagePath.IsSafe"/>.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record PackageFile(string Path, long Bytes, string Sha256)
{
    public static PackageFile Of(string path, ReadOnlySpan<byte> content) =>
        new(path, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));

    internal JsonNode ToJson() => new JsonObject { ["path"] = Path, ["bytes"] = Bytes, ["sha256"] = Sha256 };

    internal static PackageFile FromJson(JsonNode? node)
    {
        var json = node.AsObjectWith("A file of the manifest", "path", "bytes", "sha256");
        return new PackageFile(json.Text("path"), json.Count("bytes"), Convert.ToHexStringLower(json.Hex("sha256", 32)));
    }
}

using System.Text.Json.Nodes;
using Mingzheng.Proof.Journal;

namespace Mingzheng.Proof.Packages;

/// <summary>A stream that a package holds without a hole from its first entry on.</summary>
/// <param name="Last">
/// Number of its last entry when the manifest was made: so many must be there, or the end of the stream was cut off. Null in a manifest of the
/// first format, which did not say.
/// </param>
public sealed record StreamHead(string Name, long? Last)
{
    internal JsonNode ToJson() => Last is { } last ? new JsonObject { ["stream"] = Name, ["last"] = last } : Name;

    internal static StreamHead FromJson(JsonNode? node)
    {
        var json = node.AsObjectWith("A stream of the manifest", "stream", "last");
        return new StreamHead(json.Text("stream"), json.Count("last"));
    }

    internal static StreamHead OfFirstFormat(JsonNode? node) => new(JsonMembers.ItemText(node), null);
}

using System.Text.Json.Nodes;
using Mingzheng.Proof.Journal;
using Mingzheng.Proof.Log;

namespace Mingzheng.Proof.Packages;

/// <summary>A journal entry with what proves it: one line of proof/entries.jsonl.</summary>
/// <param name="Salt">32 bytes.</param>
/// <param name="Position">Index of the leaf in the log, from 0.</param>
/// <param name="Proof">Inclusion proof to the root of proof/checkpoint.</param>
public sealed record PackageEntry(JournalEntry Entry, byte[] Salt, long Position, IReadOnlyList<byte[]> Proof)
{
    const int MaximumProof = 64;

    /// <summary>The line without its line break, in canonical form.</summary>
    public byte[] ToLine() => CanonicalJson.Serialize(new JsonObject
    {
        ["entry"] = Entry.ToJson(),
        ["salt"] = Convert.ToHexStringLower(Salt),
        ["position"] = Position,
        ["proof"] = new JsonArray([.. Proof.Select(hash => (JsonNode)Convert.ToBase64String(hash))]),
    });

    /// <summary>Throws <see cref="FormatException"/> with the reason.</summary>
    public static PackageEntry Parse(ReadOnlySpan<byte> line)
    {
        var json = CanonicalJson.ParseCanonical(line).AsObjectWith("A line", "entry", "salt", "position", "proof");
        var proof = json.List("proof", item => Convert.FromBase64String(JsonMembers.ItemText(item)));
        return proof.Count <= MaximumProof
            ? new PackageEntry(
                JournalEntry.FromJson(json["entry"]), json.Hex("salt", JournalEntry.SaltSize), json.Count("position"), proof)
            : throw new FormatException("The proof is too long.");
    }

    /// <summary>A text of its body; empty when there is none of this name.</summary>
    internal string Text(string member) => Entry.Body[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    internal bool IsIncludedIn(Checkpoint checkpoint) => LogProof.VerifyInclusion(
        LogHash.Leaf(Entry.Leaf(Salt)), Position, checkpoint.Size, Proof, checkpoint.Root);
}

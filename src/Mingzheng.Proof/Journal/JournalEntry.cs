using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mingzheng.Proof.Journal;

/// <summary>
/// One thing that someone did, as the journal keeps it for ever. docs/journal-format.md fixes its bytes.
/// </summary>
/// <param name="Stream">What it belongs to: "kind:id", for example "room:0192f4c2-...".</param>
/// <param name="N">Its number in the stream, from 1, without holes.</param>
/// <param name="Kind">What happened: "module.what-happened", for example "signing.completed".</param>
/// <param name="Version">Version of the body's shape for this kind, from 1.</param>
/// <param name="At">When: microseconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Actor">Who: "account:id" or "system".</param>
/// <param name="Act">The act that caused it; a repeated act writes nothing.</param>
/// <param name="Body">Digests, identifiers and figures only: never a name or other personal content.</param>
public sealed partial record JournalEntry(
    string Stream, long N, string Kind, int Version, long At, string Actor, Guid Act, JsonObject Body)
{
    public const int SaltSize = 32;

    static ReadOnlySpan<byte> LeafDomain => "mingzheng/entry/v1\n"u8;

    /// <summary>The bytes that are proved: RFC 8785 form. Throws <see cref="FormatException"/> for an entry out of shape.</summary>
    public byte[] CanonicalBytes()
    {
        RefuseOutOfShape();
        return CanonicalJson.Serialize(ToJson());
    }

    public JsonObject ToJson() => new()
    {
        ["act"] = Act.ToString(),
        ["actor"] = Actor,
        ["at"] = At,
        ["body"] = Body.DeepClone(),
        ["kind"] = Kind,
        ["n"] = N,
        ["stream"] = Stream,
        ["v"] = Version,
    };

    /// <summary>
    /// The 32 bytes that stand in the public log for this entry. Without the 32-byte salt they tell nothing, and
    /// erasing the salt severs the entry from the log.
    /// </summary>
    public byte[] Leaf(ReadOnlySpan<byte> salt) => Leaf(salt, CanonicalBytes());

    /// <inheritdoc cref="Leaf(ReadOnlySpan{byte})"/>
    public static byte[] Leaf(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonicalBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(salt.Length, SaltSize, nameof(salt));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(LeafDomain);
        hash.AppendData(salt);
        hash.AppendData(canonicalBytes);
        return hash.GetHashAndReset();
    }

    /// <summary>Reads canonical bytes back. Throws <see cref="FormatException"/> for anything else.</summary>
    public static JournalEntry Parse(ReadOnlySpan<byte> canonicalBytes) =>
        FromJson(CanonicalJson.ParseCanonical(canonicalBytes));

    public static JournalEntry FromJson(JsonNode? node)
    {
        var json = node.AsObjectWith("A journal entry", "act", "actor", "at", "body", "kind", "n", "stream", "v");
        var entry = new JournalEntry(
            json.Text("stream"), json.Integer("n"), json.Text("kind"), VersionOf(json), json.Integer("at"),
            json.Text("actor"), ActOf(json), (JsonObject)json.Object("body").DeepClone());
        entry.RefuseOutOfShape();
        return entry;
    }

    static int VersionOf(JsonObject json) =>
        json.Integer("v") is <= int.MaxValue and var version ? (int)version : throw new FormatException("The version is too large.");

    static Guid ActOf(JsonObject json) =>
        Guid.TryParseExact(json.Text("act"), "D", out var act) && act.ToString() == json.Text("act")
            ? act
            : throw new FormatException("The act is not a UUID in lower case.");

    void RefuseOutOfShape()
    {
        Require(StreamShape().IsMatch(Stream), $"\"{Stream}\" is not a stream.");
        Require(KindShape().IsMatch(Kind), $"\"{Kind}\" is not a kind.");
        Require(Actor == "system" || StreamShape().IsMatch(Actor), $"\"{Actor}\" is not an actor.");
        Require(N >= 1, "Numbers in a stream start at 1.");
        Require(Version >= 1, "Versions of a kind start at 1.");
    }

    static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new FormatException(message);
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*:[A-Za-z0-9._:-]+\\z")]
    private static partial Regex StreamShape();

    [GeneratedRegex("^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+\\z")]
    private static partial Regex KindShape();
}

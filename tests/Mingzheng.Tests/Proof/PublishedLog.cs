using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Proof.Crypto;
using Mingzheng.Proof.Journal;
using Mingzheng.Proof.Log;

namespace Mingzheng.Tests.Proof;

/// <summary>A log of journal entries with its keys, kept in memory, and the files it publishes.</summary>
sealed class PublishedLog : IDisposable
{
    internal const string Origin = "court.example/log";

    readonly Ed25519Key key = Ed25519Key.FromSeed(Enumerable.Repeat((byte)7, 32).ToArray());
    readonly Ed25519Key witnessKey = Ed25519Key.FromSeed(Enumerable.Repeat((byte)8, 32).ToArray());
    readonly List<(JournalEntry Entry, byte[] Salt)> entries = [];
    readonly Dictionary<NodeId, byte[]> nodes = [];
    IReadOnlyList<byte[]> edge = [];

    internal NoteSigner Signer => new(Origin, key);

    internal NoteVerifier Witness => new("witness.example", NoteAlgorithm.CosignatureV1, witnessKey.PublicKey);

    internal int Size => entries.Count;

    /// <summary>Appends an entry and returns its position.</summary>
    internal long Append(JournalEntry entry)
    {
        var salt = new byte[JournalEntry.SaltSize];
        new Random(entries.Count).NextBytes(salt);
        var growth = LogTree.Append(entries.Count, edge, [LogHash.Leaf(entry.Leaf(salt))]);
        foreach (var node in growth.NewNodes)
        {
            nodes.Add(node.Id, node.Hash);
        }

        edge = growth.RightEdge;
        entries.Add((entry, salt));
        return entries.Count - 1;
    }

    internal SignedNote Checkpoint(long size) =>
        Signer.Sign(new Checkpoint(Origin, size, LogTree.Root(size).Compute(id => nodes[id])[0]).ToText());

    internal (JournalEntry Entry, byte[] Salt, IReadOnlyList<byte[]> Proof) Prove(long position, long size) =>
        (entries[(int)position].Entry, entries[(int)position].Salt, LogTree.Inclusion(position, size).Compute(id => nodes[id]));

    /// <summary>Writes everything that the Go program reads.</summary>
    internal void Publish(TemporaryFolder folder, long oldSize)
    {
        folder.Write("log.vkey", Encoding.UTF8.GetBytes(Signer.Verifier + "\n"));
        folder.Write("witness.vkey", Encoding.UTF8.GetBytes(Witness + "\n"));
        folder.Write("checkpoint", Encoding.UTF8.GetBytes(Cosigned(Checkpoint(Size)).ToString()));
        folder.Write("checkpoint.old", Encoding.UTF8.GetBytes(Cosigned(Checkpoint(oldSize)).ToString()));
        var consistency = LogTree.Consistency(oldSize, Size).Compute(id => nodes[id]);
        folder.Write("consistency.json", CanonicalJson.Serialize(new JsonObject { ["proof"] = Base64(consistency) }));
        folder.Write("journal.json", File.ReadAllBytes(Checkout.File("tests/vectors/journal.json")));
        foreach (var tile in LogTile.Of(Size))
        {
            folder.Write(tile.Path, [.. tile.Nodes.SelectMany(id => nodes[id])]);
        }

        foreach (var bundle in LogTile.BundlesOf(Size))
        {
            folder.Write(bundle.Path, EntryBundle.Encode(bundle.Nodes.Select(id => Leaf((int)id.Index))));
        }

        folder.Write("entries.jsonl", [.. Enumerable.Range(0, Size).SelectMany(Line)]);
    }

    public void Dispose()
    {
        key.Dispose();
        witnessKey.Dispose();
    }

    byte[] Leaf(int position) => entries[position].Entry.Leaf(entries[position].Salt);

    byte[] Line(int position)
    {
        var (entry, salt, proof) = Prove(position, Size);
        JsonNode line = new JsonObject
        {
            ["entry"] = entry.ToJson(),
            ["salt"] = Convert.ToHexStringLower(salt),
            ["position"] = position,
            ["proof"] = Base64(proof),
        };
        return [.. CanonicalJson.Serialize(line), (byte)'\n'];
    }

    static JsonArray Base64(IReadOnlyList<byte[]> hashes) =>
        [.. hashes.Select(hash => (JsonNode)Convert.ToBase64String(hash))];

    SignedNote Cosigned(SignedNote note)
    {
        const long Time = 1_763_800_000;
        var time = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, Time);
        var signature = witnessKey.Sign(Encoding.UTF8.GetBytes($"cosignature/v1\ntime {Time}\n{note.Text}"));
        return new SignedNote(note.Text, [.. note.Signatures, new NoteSignature(Witness.Name, Witness.KeyId, [.. time, .. signature])]);
    }
}

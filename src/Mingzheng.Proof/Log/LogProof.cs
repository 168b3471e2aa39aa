using System.Numerics;

namespace Mingzheng.Proof.Log;

/// <summary>Checks proofs against roots (RFC 9162 sections 2.1.3.2 and 2.1.4.2). Wrong lengths and numbers are false, not errors.</summary>
public static class LogProof
{
    /// <summary>Whether the leaf with this hash stands at <paramref name="index"/> among the first <paramref name="size"/> leaves under <paramref name="root"/>.</summary>
    public static bool VerifyInclusion(
        ReadOnlySpan<byte> leafHash, long index, long size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || !AreHashes(proof))
        {
            return false;
        }

        var (node, last) = (index, size - 1);
        var hash = leafHash.ToArray();
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if (IsRight(node) || node == last)
            {
                hash = LogHash.Node(sibling, hash);
                ClimbToRight(ref node, ref last);
            }
            else
            {
                hash = LogHash.Node(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Whether the tree under <paramref name="newRoot"/> begins with all of the tree under <paramref name="oldRoot"/>.</summary>
    public static bool VerifyConsistency(
        long oldSize, long newSize, ReadOnlySpan<byte> oldRoot, ReadOnlySpan<byte> newRoot, IReadOnlyList<byte[]> proof)
    {
        if (oldSize < 0 || oldSize > newSize || !AreHashes(proof))
        {
            return false;
        }

        if (oldSize == newSize)
        {
            return proof.Count == 0 && oldRoot.SequenceEqual(newRoot);
        }

        if (oldSize == 0)
        {
            return proof.Count == 0 && oldRoot.SequenceEqual(LogHash.Empty);
        }

        IReadOnlyList<byte[]> path = BitOperations.IsPow2(oldSize) ? [oldRoot.ToArray(), .. proof] : proof;
        return path.Count > 0 && Climb(oldSize, newSize, oldRoot, newRoot, path);
    }

    static bool Climb(
        long oldSize, long newSize, ReadOnlySpan<byte> oldRoot, ReadOnlySpan<byte> newRoot, IReadOnlyList<byte[]> path)
    {
        var (node, last) = (oldSize - 1, newSize - 1);
        while (IsRight(node))
        {
            (node, last) = (node >> 1, last >> 1);
        }

        var (oldHash, newHash) = (path[0], path[0]);
        foreach (var sibling in path.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if (IsRight(node) || node == last)
            {
                oldHash = LogHash.Node(sibling, oldHash);
                newHash = LogHash.Node(sibling, newHash);
                ClimbToRight(ref node, ref last);
            }
            else
            {
                newHash = LogHash.Node(newHash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && oldRoot.SequenceEqual(oldHash) && newRoot.SequenceEqual(newHash);
    }

    static bool IsRight(long node) => (node & 1) == 1;

    /// <summary>On the right border levels without a left sibling add no hash to the proof: skip them.</summary>
    static void ClimbToRight(ref long node, ref long last)
    {
        while (!IsRight(node) && node != 0)
        {
            (node, last) = (node >> 1, last >> 1);
        }
    }

    static bool AreHashes(IReadOnlyList<byte[]> proof) => proof.All(hash => hash.Length == LogHash.Size);
}

using System.Numerics;

namespace Mingzheng.Proof.Log;

/// <summary>
/// The arithmetic of an append-only Merkle tree (RFC 6962), free of any storage: it says which nodes to write and which
/// to read. Sizes and indexes count leaves; indexes start at 0.
/// </summary>
public static class LogTree
{
    /// <summary>
    /// Adds leaves to a tree of <paramref name="size"/> leaves.
    /// </summary>
    /// <param name="size">Leaves before.</param>
    /// <param name="rightEdge">Hashes of <see cref="RightEdge"/>(size), in that order.</param>
    /// <param name="leafHashes">Leaf hashes (<see cref="LogHash.Leaf"/>) in order.</param>
    public static LogGrowth Append(long size, IReadOnlyList<byte[]> rightEdge, IReadOnlyList<byte[]> leafHashes)
    {
        var edge = new List<LogNode>();
        foreach (var (id, hash) in RightEdge(size).Zip(RefuseWrongEdge(size, rightEdge)))
        {
            edge.Add(new LogNode(id, hash));
        }

        var created = new List<LogNode>(2 * leafHashes.Count);
        foreach (var hash in leafHashes)
        {
            var node = new LogNode(new NodeId(0, size++), hash);
            created.Add(node);
            while (node.Id.IsRight)
            {
                node = new LogNode(node.Id.Parent, LogHash.Node(edge[^1].Hash, node.Hash));
                created.Add(node);
                edge.RemoveAt(edge.Count - 1);
            }

            edge.Add(node);
        }

        byte[][] hashes = [.. edge.Select(node => node.Hash)];
        return new LogGrowth(size, Fold(hashes), hashes, created);
    }

    /// <summary>The complete subtrees that a tree of this size consists of, from the largest (left) to the smallest.</summary>
    public static IReadOnlyList<NodeId> RightEdge(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return Cover(0, size);
    }

    /// <summary>The root of the first <paramref name="size"/> leaves.</summary>
    public static HashPlan Root(long size) => new([RightEdge(size)]);

    /// <summary>The inclusion proof (RFC 6962 section 2.1.1) of leaf <paramref name="index"/> in the first <paramref name="size"/>.</summary>
    public static HashPlan Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var parts = new List<IReadOnlyList<NodeId>>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + SplitOf(end - start);
            if (index < middle)
            {
                parts.Add(Cover(middle, end));
                end = middle;
            }
            else
            {
                parts.Add(Cover(start, middle));
                start = middle;
            }
        }

        parts.Reverse();
        return new HashPlan(parts);
    }

    /// <summary>The proof (RFC 6962 section 2.1.2) that the tree of <paramref name="newSize"/> extends that of <paramref name="oldSize"/>.</summary>
    public static HashPlan Consistency(long oldSize, long newSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        var parts = new List<IReadOnlyList<NodeId>>();
        if (oldSize == 0 || oldSize == newSize)
        {
            return new HashPlan(parts);
        }

        var (start, end) = (0L, newSize);
        var known = true;
        while (oldSize < end)
        {
            var middle = start + SplitOf(end - start);
            if (oldSize <= middle)
            {
                parts.Add(Cover(middle, end));
                end = middle;
            }
            else
            {
                parts.Add(Cover(start, middle));
                start = middle;
                known = false;
            }
        }

        // The old root itself needs no sending; a subtree inside the old tree does.
        if (!known)
        {
            parts.Add(Cover(start, end));
        }

        parts.Reverse();
        return new HashPlan(parts);
    }

    /// <summary>One hash over adjacent subtrees, from the largest (left) to the smallest; for none, the empty root.</summary>
    internal static byte[] Fold(IReadOnlyList<byte[]> hashes)
    {
        if (hashes.Count == 0)
        {
            return LogHash.Empty;
        }

        var hash = hashes[^1];
        for (var i = hashes.Count - 2; i >= 0; i--)
        {
            hash = LogHash.Node(hashes[i], hash);
        }

        return hash;
    }

    /// <summary>The largest power of two below <paramref name="count"/> (at least 2): where RFC 6962 splits.</summary>
    static long SplitOf(long count) => 1L << BitOperations.Log2((ulong)(count - 1));

    /// <summary>The complete subtrees of leaves start..end, where start is a multiple of a power of two not below the length.</summary>
    static List<NodeId> Cover(long start, long end)
    {
        var nodes = new List<NodeId>();
        while (start < end)
        {
            var level = BitOperations.Log2((ulong)(end - start));
            nodes.Add(new NodeId(level, start >> level));
            start += 1L << level;
        }

        return nodes;
    }

    static IReadOnlyList<byte[]> RefuseWrongEdge(long size, IReadOnlyList<byte[]> rightEdge) =>
        rightEdge.Count == BitOperations.PopCount((ulong)size) && rightEdge.All(hash => hash.Length == LogHash.Size)
            ? rightEdge
            : throw new ArgumentException($"A tree of {size} leaves has a right edge of {BitOperations.PopCount((ulong)size)} hashes.", nameof(rightEdge));
}

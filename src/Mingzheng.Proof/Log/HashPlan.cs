namespace Mingzheng.Proof.Log;

/// <summary>
/// How to compute some hashes of the tree from stored nodes: fetch <see cref="Nodes"/> in one query, then
/// <see cref="Compute"/>. Several plans may share one query.
/// </summary>
public sealed class HashPlan
{
    readonly IReadOnlyList<IReadOnlyList<NodeId>> parts;

    /// <param name="parts">For each wanted hash the complete subtrees it folds, left to right.</param>
    internal HashPlan(IReadOnlyList<IReadOnlyList<NodeId>> parts)
    {
        this.parts = parts;
        Nodes = [.. parts.SelectMany(part => part).Distinct()];
    }

    /// <summary>The stored nodes that are needed, each once.</summary>
    public IReadOnlyList<NodeId> Nodes { get; }

    /// <summary>The hashes in the order of the proof (for a root, just one). A node that is missing throws from <paramref name="read"/>.</summary>
    public IReadOnlyList<byte[]> Compute(Func<NodeId, byte[]> read) =>
        [.. parts.Select(part => LogTree.Fold([.. part.Select(read)]))];
}

namespace Mingzheng.Proof.Log;

/// <summary>
/// The address of a complete subtree: 2^<paramref name="Level"/> leaves from leaf <paramref name="Index"/> * 2^Level on.
/// Level 0 holds the leaf hashes. A node's hash never changes once its leaves exist.
/// </summary>
public readonly record struct NodeId(int Level, long Index)
{
    internal NodeId Parent => new(Level + 1, Index >> 1);

    internal bool IsRight => (Index & 1) == 1;
}

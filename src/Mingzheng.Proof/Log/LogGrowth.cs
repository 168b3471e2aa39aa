namespace Mingzheng.Proof.Log;

/// <summary>What an append did: store the new nodes, then the size, root and right edge may be published.</summary>
/// <param name="Size">Leaves in the tree now.</param>
/// <param name="Root">The root over all of them.</param>
/// <param name="RightEdge">Hashes of <see cref="LogTree.RightEdge"/>(Size), in that order: what the next append needs.</param>
/// <param name="NewNodes">Every complete subtree that came into being, leaves included, each once.</param>
public sealed record LogGrowth(
    long Size, byte[] Root, IReadOnlyList<byte[]> RightEdge, IReadOnlyList<LogNode> NewNodes);

/// <summary>A node with its 32-byte hash.</summary>
public sealed record LogNode(NodeId Id, byte[] Hash);

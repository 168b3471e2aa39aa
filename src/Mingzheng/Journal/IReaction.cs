namespace Mingzheng.Journal;

/// <summary>
/// Something that follows from an entry (notify, file, deliver). Called at least once for each entry that it follows, in the order of each
/// stream, by one node at a time; it must be idempotent, which the entry's act id makes easy.
/// </summary>
public interface IReaction
{
    /// <summary>Stable name of the durable subscription.</summary>
    string Name { get; }

    /// <summary>Whether entries of this kind concern it; all others are passed over.</summary>
    bool Follows(string kind);

    Task React(PlacedEntry entry, CancellationToken stop);
}

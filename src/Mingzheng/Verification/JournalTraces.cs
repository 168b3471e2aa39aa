using Mingzheng.Journal;

namespace Mingzheng.Verification;

/// <summary>
/// Which bytes the journal names. The tables only tell where to look: a document counts as ours when an entry of the journal says so,
/// because entries stand in the public log and rows do not.
/// </summary>
sealed class JournalTraces(JournalReader journal)
{
    const string DocumentCompleted = "witnessing.document-completed";
    static readonly string[] Signed = ["signing.completed", "signing.sealed"];

    /// <summary>The entries that name finished documents, by digest.</summary>
    public Task<IReadOnlyDictionary<string, PlacedEntry>> Completed(IReadOnlyList<string> streams, CancellationToken stop) =>
        ByDigest(streams, [DocumentCompleted], stop);

    /// <summary>The entries that name a revision with one more signature, by digest.</summary>
    public Task<IReadOnlyDictionary<string, PlacedEntry>> Revisions(IReadOnlyList<string> streams, CancellationToken stop) =>
        ByDigest(streams, Signed, stop);

    async Task<IReadOnlyDictionary<string, PlacedEntry>> ByDigest(IReadOnlyList<string> streams, string[] kinds, CancellationToken stop)
    {
        var found = new Dictionary<string, PlacedEntry>();
        foreach (var entry in await journal.Of(streams, kinds, stop))
        {
            if ((string?)entry.Body["sha256"] is { } digest)
            {
                found.TryAdd(digest, entry);
            }
        }

        return found;
    }
}

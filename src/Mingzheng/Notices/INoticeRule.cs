using Mingzheng.Journal;

namespace Mingzheng.Notices;

/// <summary>
/// A message that follows from an entry. Its words are <c>KEY.subject</c> and <c>KEY.text</c>, with the arguments that
/// <paramref name="Args"/> gives for the reader (language, time zone).
/// </summary>
/// <param name="Account">Who is told.</param>
public sealed record Notice(Guid Account, string Key, Func<Recipient, object[]>? Args = null);

/// <summary>Whom to tell of one kind of entry. A module registers one per kind: <c>services.AddSingleton&lt;INoticeRule, ...&gt;()</c>.</summary>
public interface INoticeRule
{
    /// <summary>The entry's kind, for example "witnessing.slot-booked".</summary>
    string Kind { get; }

    /// <summary>Must give the same notices for the same entry: the entry may be met again after a crash.</summary>
    Task<IReadOnlyList<Notice>> Of(PlacedEntry entry, CancellationToken stop);
}

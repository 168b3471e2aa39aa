using Mingzheng.Access;
using Mingzheng.Web;

namespace Mingzheng.Desk;

/// <summary>One thing on a person's desk, in the person's language.</summary>
/// <param name="Action">What the link does, as words on it.</param>
/// <param name="Kind">State as in the component State: now (the person must act), waiting, done or refused.</param>
/// <param name="StateText">The state in a word or two.</param>
/// <param name="At">An instant to show beside it with both clocks, for example of a meeting.</param>
public sealed record DeskItem(string Title, string? Detail, string Href, string Action, string Kind, string StateText, DateTimeOffset? At = null);

/// <summary>A card on the desk. Empty ones are not shown.</summary>
public sealed record DeskPart(string Title, IReadOnlyList<DeskItem> Items)
{
    /// <summary>Below the items, for example that there are more.</summary>
    public string? Note { get; init; }
}

/// <summary>What a module puts on a person's desk: <c>services.AddSingleton&lt;IDeskSection, ...&gt;()</c>.</summary>
public interface IDeskSection
{
    /// <summary>Lower comes first: what has to be done before what can be looked at.</summary>
    int Order { get; }

    Task<DeskPart> Of(Person person, Words words, CancellationToken stop);
}

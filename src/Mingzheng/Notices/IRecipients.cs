using Mingzheng.Web;

namespace Mingzheng.Notices;

/// <summary>Where and how a person wants to be written to.</summary>
public sealed record Recipient(Contact Contact, Language Language, TimeZoneInfo TimeZone);

/// <summary>Knows the people. Notices come below the accounts, so the accounts lend themselves under this name.</summary>
public interface IRecipients
{
    /// <summary>Null when there is no such person.</summary>
    Task<Recipient?> Of(Guid account, CancellationToken stop);
}

using Mingzheng.Identity.Platform;

namespace Mingzheng.Identity.Checks;

/// <summary>Who a person says to be, by which document. A new claim replaces the earlier one; what was checked stays in the checks.</summary>
public sealed class IdentityClaim
{
    public required Guid AccountId { get; init; }

    public required IdentityDocumentType DocumentType { get; set; }

    public required byte[] DocumentNumber { get; set; }

    public required byte[] DocumentHash { get; set; }

    public required byte[] Name { get; set; }

    public required DateTimeOffset At { get; set; }
}

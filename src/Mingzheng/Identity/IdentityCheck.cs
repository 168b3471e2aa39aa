using Mingzheng.Identity.Platform;

namespace Mingzheng.Identity;

/// <summary>How sure the court is of who somebody is (witnessing rules 3).</summary>
public enum IdentityLevel
{
    /// <summary>The number is well formed.</summary>
    L1,

    /// <summary>The authoritative source confirmed number, name and face.</summary>
    L3,

    /// <summary>Court staff compared the original papers on video.</summary>
    L4,
}

public enum IdentityResult
{
    Match,
    Mismatch,
    UnknownDocument,
}

/// <summary>
/// What came of one comparison. AW-04: no picture and no template, only what the platform answered; number and name are sealed
/// under the person's key. The id is the act's id, so that a repeat over a bad line asks nobody twice.
/// </summary>
public sealed class IdentityCheck
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>The room in which the check was made, if any.</summary>
    public Guid? RoomId { get; init; }

    public required IdentityDocumentType DocumentType { get; init; }

    public required byte[] DocumentNumber { get; init; }

    public required byte[] DocumentHash { get; init; }

    public required byte[] Name { get; init; }

    /// <summary>"national-identity-platform", or "court" when staff compared by eye.</summary>
    public required string Provider { get; init; }

    public required Guid TransactionId { get; init; }

    public string? ProviderTransaction { get; init; }

    public required IdentityResult Result { get; init; }

    public ScoreBand? ScoreBand { get; init; }

    public required IdentityLevel Level { get; init; }

    public required DateTimeOffset At { get; init; }
}

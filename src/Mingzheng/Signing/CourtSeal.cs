namespace Mingzheng.Signing;

/// <summary>The certificate of a court's seal.</summary>
public sealed class CourtSeal
{
    public required Guid CourtId { get; init; }

    public required byte[] Certificate { get; init; }

    /// <summary>The issuing certificates, concatenated DER.</summary>
    public required byte[] Chain { get; init; }

    public required DateTimeOffset At { get; init; }
}

namespace Mingzheng.Witnessing;

/// <summary>A consent to one step (OLR 4-6): which text in which version, given by whom and when.</summary>
public sealed class Consent
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>The authorization it belongs to.</summary>
    public required Guid SubjectId { get; init; }

    public required string TextId { get; init; }

    public required string TextSha256 { get; init; }

    public required string Language { get; init; }

    public required DateTimeOffset At { get; init; }
}

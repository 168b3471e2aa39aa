namespace Mingzheng.Witnessing;

/// <summary>A paper handed in with an application: "identity-paper", "licence", "firm-letter" (witnessing rules 3 and 6).</summary>
public sealed class Material
{
    public required Guid Id { get; init; }

    public required Guid AuthorizationId { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required Guid ObjectId { get; init; }

    public required Guid GivenBy { get; init; }

    public required DateTimeOffset At { get; init; }
}

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

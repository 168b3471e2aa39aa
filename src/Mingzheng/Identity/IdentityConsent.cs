namespace Mingzheng.Identity;

/// <summary>The separate consent to having one's face compared (PIPL 29): which text in which version and language, given by whom and when.</summary>
public sealed class IdentityConsent
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string TextId { get; init; }

    public required string TextSha256 { get; init; }

    public required string Language { get; init; }

    public required DateTimeOffset At { get; init; }
}

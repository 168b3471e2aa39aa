namespace Mingzheng.Identity.Checks;

/// <summary>A comparison that is under way. The id is that of its act; the result takes the place of the row.</summary>
public sealed class IdentityTry
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required byte[] DocumentHash { get; init; }

    public required DateTimeOffset At { get; init; }
}

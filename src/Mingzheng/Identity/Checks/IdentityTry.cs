namespace Mingzheng.Identity.Checks;

/// <summary>A comparison that is under way. The id is that of its act; the result takes the place of the row.</summary>
public sealed class IdentityTry
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; set; }

    public required byte[] DocumentHash { get; set; }

    /// <summary>The question to the platform that has the try; only that one gives it back.</summary>
    public required Guid TakenBy { get; set; }

    public required DateTimeOffset At { get; set; }
}

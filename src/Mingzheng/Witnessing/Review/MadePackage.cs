namespace Mingzheng.Witnessing.Review;

/// <summary>A package that was made of a session, by whom and when; its manifest says what it holds.</summary>
public sealed class MadePackage
{
    public required Guid Id { get; init; }

    public required Guid AuthorizationId { get; init; }

    /// <summary>A <see cref="Packages.SealedPackage"/>.</summary>
    public required Guid ManifestObjectId { get; init; }

    public required string ManifestSha256 { get; init; }

    public required Guid MadeBy { get; init; }

    public required DateTimeOffset At { get; init; }
}

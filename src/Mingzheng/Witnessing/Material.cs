using Mingzheng.Objects;

namespace Mingzheng.Witnessing;

/// <summary>A paper handed in with an application: "identity-paper", "licence", "firm-letter" (witnessing rules 3 and 6).</summary>
public sealed class Material
{
    const string TitleColumn = "authorization_materials.title";

    public required Guid Id { get; init; }

    public required Guid AuthorizationId { get; init; }

    public required string Kind { get; init; }

    /// <summary>The name of the file as its sender calls it, sealed under the case's key: people name files after themselves. Null when none is known.</summary>
    public required byte[]? Title { get; init; }

    public required Guid ObjectId { get; init; }

    public required Guid GivenBy { get; init; }

    public required DateTimeOffset At { get; init; }

    public static byte[] SealTitle(DataKey key, string title) => key.Seal(TitleColumn, title);

    public string? TitleUnder(DataKey key) => Title is null ? null : key.Open(TitleColumn, Title);
}

using Mingzheng.Access;

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

    /// <summary>The kinds of documents that are left out, with blanks between them.</summary>
    public required string Withheld { get; init; }

    public required DateTimeOffset At { get; init; }

    public IReadOnlyList<string> WithheldKinds => Withheld.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether it holds nothing that a person in this standing may not see: the court takes any, a party those made for that party.</summary>
    public bool IsFor(Standing standing) => OpenDocument.WithheldFrom(standing).All(WithheldKinds.Contains);
}

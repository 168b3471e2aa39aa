namespace Mingzheng.Cases;

/// <summary>A paper or file in the dossier of a case. <see cref="Code"/> is its place in the catalogue (dossier-and-data 2), for example A3.1.</summary>
public sealed class DossierItem
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required string Code { get; init; }

    /// <summary>From 1 within the case, without holes.</summary>
    public required int Serial { get; init; }

    public required string Title { get; init; }

    public Guid? ObjectId { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>Where it came from: "witnessing:ID", "account:ID" of the one who filed it.</summary>
    public required string Source { get; init; }

    /// <summary>Whose commitment it is, which names this person with number and address: open to this person and the court alone.</summary>
    public Guid? GivenBy { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The source of what an authorization leaves in the dossier.</summary>
    public static string SourceOf(Guid authorization) => $"witnessing:{authorization:D}";

    /// <summary>The source of what a person filed.</summary>
    public static string SourceOfAccount(Guid account) => $"account:{account:D}";
}

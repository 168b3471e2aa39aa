using Mingzheng.Objects;

namespace Mingzheng.Cases;

/// <summary>
/// What one approved authorization gives a litigation agent in a case. An agent may have several at a time; what the agent may do is their
/// union (invariant 3, <see cref="Representation.PowersOf"/>). The name is sealed under the case's key.
/// </summary>
public sealed class CaseAgent
{
    const string NameColumn = "case_agents.name";

    /// <summary>One or two agents per party (CPL 61).</summary>
    public const int MostPerParty = 2;

    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required Guid PartyId { get; init; }

    public required Guid AccountId { get; init; }

    public required string Licence { get; init; }

    public required byte[] Name { get; init; }

    public required string Firm { get; init; }

    public required Powers Powers { get; init; }

    /// <summary>Stages for which the authority holds, as words: "FirstInstance SecondInstance".</summary>
    public required string Stages { get; init; }

    /// <summary>Default true (HK/MO/TW service rules, CPL 283).</summary>
    public required bool MayReceiveService { get; init; }

    public required Guid AuthorizationId { get; init; }

    public required string PowerOfAttorneySha256 { get; init; }

    public required DateTimeOffset FromAt { get; init; }

    public DateTimeOffset? UntilAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public static byte[] Seal(DataKey key, string name) => key.Seal(NameColumn, name);

    public string NameUnder(DataKey key) => key.Open(NameColumn, Name);

    /// <summary>Not ended, not expired, and for the stage in which the case is.</summary>
    public bool IsActive(Stage stage, DateTimeOffset now) =>
        EndedAt is null && FromAt <= now && (UntilAt is null || now < UntilAt)
        && Stages.Split(' ').Contains(stage.ToString(), StringComparer.Ordinal);
}

using Mingzheng.Identity.Lawyers;

namespace Mingzheng.Identity;

/// <summary>An account whose holder the national register knows as a lawyer. Licences, names and firms of lawyers are public facts.</summary>
public sealed class Lawyer
{
    public required Guid AccountId { get; init; }

    public required string Licence { get; init; }

    public required string Name { get; init; }

    public required string Firm { get; set; }

    public required PracticeStatus Status { get; set; }

    public required DateTimeOffset CheckedAt { get; set; }
}

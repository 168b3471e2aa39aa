using Mingzheng.Access;

namespace Mingzheng.Courts;

/// <summary>A post at a court. The names of judges and clerks are published by their court.</summary>
public sealed class StaffMember
{
    public required Guid AccountId { get; init; }

    public required Guid CourtId { get; init; }

    public required StaffRole Role { get; init; }

    public required string Name { get; init; }
}

namespace Mingzheng.Access;

public enum StaffRole
{
    Judge,
    Clerk,
}

/// <summary>A post that a person holds at a court.</summary>
public sealed record StaffPost(Guid Court, StaffRole Role);

namespace Mingzheng.Access;

/// <summary>Knows who serves where. The courts stand above the accounts and lend their staff list under this name.</summary>
public interface IPosts
{
    Task<IReadOnlyList<StaffPost>> Of(Guid account, CancellationToken stop);
}

namespace Mingzheng.Identity;

/// <summary>
/// Knows whom the courts expect, and under which name. The cases stand above the accounts and lend their parties under this name: a court made
/// such an account a party, so that it is none of many that a stranger opens.
/// </summary>
public interface IExpectedPeople
{
    /// <summary>Whether a court has a case in which this account is a party by this name, as far as letters can tell.</summary>
    Task<bool> Expect(Guid account, string name, CancellationToken stop);
}

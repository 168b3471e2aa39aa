using Mingzheng.Access;

namespace Mingzheng.Identity;

/// <summary>Everyone may list what was done with their own account (sign-ins, identity checks), and nobody else may.</summary>
sealed class AccountStreams : IStreamRule
{
    public string Prefix => "account:";

    public Task<bool> MayFollow(Person person, string stream, CancellationToken stop) =>
        Task.FromResult(person.IsSignedIn && stream == Account.StreamOf(person.Account));
}

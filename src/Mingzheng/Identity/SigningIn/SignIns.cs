using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;

namespace Mingzheng.Identity.SigningIn;

/// <summary>Finds the person behind a sign-in, and ends sign-ins.</summary>
public sealed class SignIns(Reads reads, Writer writer, Accounts accounts, IPosts posts, TimeProvider clock)
{
    /// <summary>The person, or null when the sign-in has ended or run out.</summary>
    public async Task<Person?> Who(Guid signIn, CancellationToken stop)
    {
        await using var db = reads.Open();
        if (await db.FindAsync<SignIn>([signIn], stop) is not { } row || !row.IsGood(clock.Now()))
        {
            return null;
        }

        var account = await db.Set<Account>().SingleAsync(one => one.Id == row.AccountId, stop);
        return new Person(account.Id, accounts.NameOf(account), await posts.Of(account.Id, stop));
    }

    /// <summary>Ends one sign-in of this person; an unknown or ended one stays as it is.</summary>
    public Task End(Guid act, Person person, Guid signIn) => writer.Do(new Command(act, person.Actor, "sign-out"), async writing =>
    {
        var row = await writing.Hold<SignIn>(signIn);
        if (row.AccountId == person.Account && row.EndedAt is null)
        {
            row.EndedAt = writing.Now;
            writing.Journal(Account.StreamOf(person.Account), "identity.signed-out", new() { ["signIn"] = signIn.ToString("D") });
        }
    });
}

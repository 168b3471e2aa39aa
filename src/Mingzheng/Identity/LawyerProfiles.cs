using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Base.Identifiers;
using Mingzheng.Identity.Lawyers;

namespace Mingzheng.Identity;

/// <summary>Which accounts are lawyers. The register is asked outside any transaction, and again before each act that needs the licence.</summary>
public sealed class LawyerProfiles(Writer writer, Reads reads, IdentityChecks identities, ILawyerRegistry registry)
{
    public async Task<Lawyer?> Of(Guid account, CancellationToken stop = default)
    {
        await using var db = reads.Open();
        return await db.FindAsync<Lawyer>([account], stop);
    }

    /// <summary>The lawyer with an account here who holds this licence, or null.</summary>
    public async Task<Lawyer?> Holding(string licence, CancellationToken stop = default)
    {
        await using var db = reads.Open();
        return await db.Set<Lawyer>().FirstOrDefaultAsync(lawyer => lawyer.Licence == licence, stop);
    }

    /// <summary>Asks the register for the licence and keeps it when it is good and the holder's name is the confirmed one.</summary>
    /// <exception cref="RefusedException">
    /// LICENCE_INVALID, IDENTITY_FIRST, LICENCE_UNKNOWN, LICENCE_NOT_PRACTISING (RF-03), LICENCE_OTHER_PERSON, LICENCE_OTHER_NAME, LICENCE_TAKEN,
    /// LAWYER_REGISTRY_UNAVAILABLE.
    /// </exception>
    public async Task Confirm(Guid act, Person person, string? licence, CancellationToken stop)
    {
        var command = new Command(act, person.Actor, "lawyer.confirm", Account.StreamOf(person.Account));
        if (await writer.WasDone(command, stop))
        {
            return;
        }

        var number = LawyerLicenceNumber.TryParse(licence, out var read, out _) ? read.Value
            : throw new RefusedException(new Refusal("LICENCE_INVALID", "C-4") { Field = "licence" });
        var identity = await identities.Confirmed(person.Account, stop)
            ?? throw new RefusedException(new Refusal("IDENTITY_FIRST", "AW-03") { Status = StatusCodes.Status409Conflict });
        var found = await Practising(number, identity.Document, stop);
        Refuse.If(found.Name == identity.Name ? null : new Refusal("LICENCE_OTHER_NAME", "RF-03") { Field = "licence" });
        await writer.Do(command, writing => Keep(writing, person.Account, found), stop);
    }

    /// <summary>Asks the register whether a licence is good now (C-4).</summary>
    /// <param name="holder">Who says to hold it, by the confirmed document; null when only the licence is asked about.</param>
    /// <exception cref="RefusedException">LICENCE_UNKNOWN, LICENCE_NOT_PRACTISING, LICENCE_OTHER_PERSON, LAWYER_REGISTRY_UNAVAILABLE.</exception>
    public async Task<LawyerLicence> Practising(string licence, IdentityDocument? holder, CancellationToken stop)
    {
        var answer = await registry.Find(licence, holder, stop);
        Refuse.If(answer.Outcome switch
        {
            // A register that was asked and does not say whose licence it is has not confirmed it.
            LicenceOutcome.Registered when answer.MayPractise && holder is not null && answer.Licence!.Holder != LicenceHolder.Same =>
                new Refusal("LICENCE_OTHER_PERSON", "RF-03") { Field = "licence" },
            LicenceOutcome.Registered when answer.MayPractise => null,
            LicenceOutcome.Registered => new Refusal("LICENCE_NOT_PRACTISING", "RF-03") { Field = "licence" },
            LicenceOutcome.Unknown => new Refusal("LICENCE_UNKNOWN", "RF-03") { Field = "licence" },
            LicenceOutcome.Unavailable => new Refusal("LAWYER_REGISTRY_UNAVAILABLE") { Status = StatusCodes.Status503ServiceUnavailable },
            _ => throw new InvalidOperationException($"No such outcome: {answer.Outcome}"),
        });
        return answer.Licence!;
    }

    static async Task Keep(Writing writing, Guid account, LawyerLicence licence)
    {
        // Of two who bring one licence at once, and of two licences for one account, the second finds the first.
        await writing.TakeTurn("identity/lawyer", account.ToByteArray());
        await writing.TakeTurn("identity/licence", SHA256.HashData(Encoding.UTF8.GetBytes(licence.Number)));
        var holder = await writing.Db.Set<Lawyer>().FirstOrDefaultAsync(lawyer => lawyer.Licence == licence.Number || lawyer.AccountId == account);
        Refuse.If(holder is not null && (holder.AccountId != account || holder.Licence != licence.Number)
            ? new Refusal("LICENCE_TAKEN", "RF-03") { Field = "licence", Status = StatusCodes.Status409Conflict } : null);
        if (holder is null)
        {
            holder = new Lawyer
            {
                AccountId = account,
                Licence = licence.Number,
                Name = licence.Name,
                Firm = licence.Firm,
                Status = licence.Status,
                CheckedAt = writing.Now,
            };
            writing.Db.Add(holder);
        }

        (holder.Firm, holder.Status, holder.CheckedAt) = (licence.Firm, licence.Status, writing.Now);
        writing.Journal(Account.StreamOf(account), "identity.lawyer-confirmed", new() { ["licence"] = licence.Number });
    }
}

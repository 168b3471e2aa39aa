using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Base.Identifiers;
using Mingzheng.Identity;
using Mingzheng.Objects;

namespace Mingzheng.Cases;

/// <summary>The parties of the cases, as whom the courts expect (ACC-AW-08).</summary>
sealed class ExpectedParties(Reads reads, DataKeys keys) : IExpectedPeople
{
    public async Task<bool> Expect(Guid account, string name, CancellationToken stop)
    {
        await using var db = reads.Open();
        var parties = await db.Set<CaseParty>().Where(party => party.AccountId == account).ToListAsync(stop);
        return parties.Exists(party => NameComparison.Compare(party.NameUnder(keys.Of(Case.OwnerOf(party.CaseId))), name) != NameLikeness.Other);
    }
}

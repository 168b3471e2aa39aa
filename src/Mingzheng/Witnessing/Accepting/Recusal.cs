using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Identity;

namespace Mingzheng.Witnessing.Accepting;

/// <summary>
/// Nobody judges a matter of their own (回避, CPL 47; CPL-I 43 for who was an agent in it): who is principal or party of the case, or is, was or
/// is named to become an agent in it, neither accepts, is booked for, nor approves. What only people know, such as kinship, they say themselves.
/// </summary>
static class Recusal
{
    /// <summary>Null when this judge may act.</summary>
    public static async Task<Refusal?> Find(CourtDb db, Authorization authorization, Guid judge)
    {
        var inCase = db.Set<Authorization>().Where(one => one.CaseId == authorization.CaseId);
        var hasPart = await inCase.AnyAsync(one => one.PrincipalId == judge || one.AgentId == judge)
            || await db.Set<CaseParty>().AnyAsync(party => party.CaseId == authorization.CaseId && party.AccountId == judge)
            || await db.Set<CaseAgent>().AnyAsync(agent => agent.CaseId == authorization.CaseId && agent.AccountId == judge)
            || await db.Set<Lawyer>().AnyAsync(lawyer => lawyer.AccountId == judge && inCase.Any(one => one.AgentLicence == lawyer.Licence));
        return hasPart ? new Refusal("JUDGE_RECUSED", "CPL-47") { Status = StatusCodes.Status403Forbidden } : null;
    }
}

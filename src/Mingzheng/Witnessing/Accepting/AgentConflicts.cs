using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;

namespace Mingzheng.Witnessing.Accepting;

/// <summary>
/// Bars against an agent that the court can see by itself (witnessing rules 6: C-1, C-2, C-5). Asked when the lawyer joins, when the matter is
/// accepted and when the result is approved: in between the other side may have got an agent.
/// </summary>
static class AgentConflicts
{
    /// <summary>Null when there is none.</summary>
    public static async Task<Refusal?> Find(CourtDb db, Authorization authorization, Guid agent, string firm)
    {
        var others = await db.Set<CaseAgent>()
            .Where(one => one.CaseId == authorization.CaseId && one.PartyId != authorization.PartyId && one.EndedAt == null).ToListAsync();
        var isWanted = await db.Set<Authorization>().AnyAsync(one =>
            one.CaseId == authorization.CaseId && one.PartyId != authorization.PartyId && one.AgentId == agent && one.StoppedAt == null);
        return isWanted || others.Exists(other => other.AccountId == agent) ? Barred("AGENT_OPPOSING", "C-1")
            : others.Exists(other => other.Firm == firm) ? Barred("AGENT_FIRM_OPPOSING", "C-2")
            : await db.Set<CaseParty>().AnyAsync(party => party.CaseId == authorization.CaseId && party.AccountId == agent) ? Barred("AGENT_IN_CASE", "C-5")
            : null;
    }

    static Refusal Barred(string code, string rule) => new(code, rule) { Status = StatusCodes.Status409Conflict };
}

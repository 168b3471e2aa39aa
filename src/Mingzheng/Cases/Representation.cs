using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;

namespace Mingzheng.Cases;

/// <summary>Puts agents into a case, inside the act that approved their authority.</summary>
public static class Representation
{
    /// <exception cref="RefusedException">AGENT_THIRD: at most two agents per party (CPL 61, C-7).</exception>
    public static async Task Begin(Writing writing, CaseAgent agent)
    {
        var found = await writing.Hold<Case>(agent.CaseId);
        Refuse.If(await MayBegin(writing.Db, found, agent.PartyId, writing.Now));
        writing.Db.Add(agent);
        writing.Journal(found.Stream, "case.agent-appointed", new()
        {
            ["account"] = agent.AccountId.ToString("D"),
            ["agent"] = agent.Id.ToString("D"),
            ["authorization"] = agent.AuthorizationId.ToString("D"),
            ["party"] = agent.PartyId.ToString("D"),
            ["powerOfAttorney"] = agent.PowerOfAttorneySha256,
            ["powers"] = agent.Powers.ToString(),
        });
    }

    /// <summary>Null when the party may have a further agent.</summary>
    public static async Task<Refusal?> MayBegin(CourtDb db, Case found, Guid party, DateTimeOffset now)
    {
        var agents = await db.Set<CaseAgent>().Where(agent => agent.PartyId == party).ToListAsync();
        return agents.Count(agent => agent.IsActive(found.Stage, now)) >= CaseAgent.MostPerParty
            ? new Refusal("AGENT_THIRD", "CPL-61", CaseAgent.MostPerParty) { Status = StatusCodes.Status409Conflict }
            : null;
    }
}

using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;

namespace Mingzheng.Cases;

/// <summary>Puts agents into a case, inside the act that approved their authority.</summary>
public static class Representation
{
    /// <summary>Invariant 3: the union of the powers in those of an agent's authorizations that have effect now.</summary>
    public static Powers PowersOf(IEnumerable<CaseAgent> authorizations, Stage stage, DateTimeOffset now) => authorizations
        .Where(one => one.IsActive(stage, now)).Aggregate(Powers.None, (powers, one) => powers.And(one.Powers));

    /// <exception cref="RefusedException">AGENT_THIRD: at most two agents per party (CPL 61, C-7).</exception>
    public static async Task Begin(Writing writing, CaseAgent agent)
    {
        var found = await writing.Hold<Case>(agent.CaseId);
        Refuse.If(await MayBegin(writing.Db, found, agent.PartyId, agent.AccountId, writing.Now));
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

    /// <summary>Null when the party may have this agent. A further authorization of one who is an agent already is no further agent (CPL 61).</summary>
    /// <param name="agent">Null while the lawyer has no account here.</param>
    public static async Task<Refusal?> MayBegin(CourtDb db, Case found, Guid party, Guid? agent, DateTimeOffset now)
    {
        var rows = await db.Set<CaseAgent>().Where(one => one.PartyId == party).ToListAsync();
        return MayBegin(rows.Where(one => one.IsActive(found.Stage, now)).Select(one => one.AccountId), agent);
    }

    /// <summary>Pure: who stands for the party now, as often as they were authorized, and who is to be added.</summary>
    public static Refusal? MayBegin(IEnumerable<Guid> standing, Guid? agent) =>
        standing.Where(one => one != agent).Distinct().Count() >= CaseAgent.MostPerParty
            ? new Refusal("AGENT_THIRD", "CPL-61", CaseAgent.MostPerParty) { Status = StatusCodes.Status409Conflict }
            : null;
}

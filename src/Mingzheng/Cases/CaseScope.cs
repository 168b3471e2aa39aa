using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;

namespace Mingzheng.Cases;

/// <summary>How a person stands to a case: party, agent with authority now, judge or clerk of its court. Found by the route value "id".</summary>
public sealed class CaseScope(Reads reads, TimeProvider clock) : IScope, IStreamRule
{
    public const string ScopeName = "case";

    public string Name => ScopeName;

    public string Prefix => "case:";

    public async Task<Standing?> Of(Person person, RouteValueDictionary route, CancellationToken stop) =>
        Guid.TryParse(route["id"]?.ToString(), out var id) ? await Of(person, id, stop) : null;

    /// <summary>Null when there is no such case.</summary>
    public async Task<Standing?> Of(Person person, Guid caseId, CancellationToken stop = default)
    {
        await using var db = reads.Open();
        if (await db.FindAsync<Case>([caseId], stop) is not { } found)
        {
            return null;
        }

        var now = clock.Now();
        var agents = await db.Set<CaseAgent>().Where(agent => agent.CaseId == caseId && agent.AccountId == person.Account).ToListAsync(stop);
        var isParty = person.IsSignedIn && await db.Set<CaseParty>().AnyAsync(party => party.CaseId == caseId && party.AccountId == person.Account, stop);
        return (isParty ? Standing.Party : Standing.None)
            | (agents.Any(agent => agent.IsActive(found.Stage, now)) ? Standing.Agent : Standing.None)
            | (person.Serves(found.CourtId, StaffRole.Judge) ? Standing.CourtJudge : Standing.None)
            | (person.Serves(found.CourtId, StaffRole.Clerk) ? Standing.Clerk : Standing.None);
    }

    async Task<bool> IStreamRule.MayFollow(Person person, string stream, CancellationToken stop) =>
        Guid.TryParse(stream[Prefix.Length..], out var id) && await Of(person, id, stop) is { } standing && standing != Standing.None;
}

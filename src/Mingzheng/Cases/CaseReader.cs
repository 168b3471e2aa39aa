using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Objects;

namespace Mingzheng.Cases;

/// <summary>A party in clear.</summary>
public sealed record PartyFacts(Guid Id, Guid? Account, PartyPosition Position, PartyKind Kind, string Name);

/// <summary>An agent in clear. <paramref name="IsActive"/>: with authority now, by the authorization named.</summary>
public sealed record AgentFacts(
    Guid Id, Guid Party, Guid Account, string Name, string Licence, string Firm, Powers Powers, bool MayReceiveService, bool IsActive,
    DateTimeOffset From, DateTimeOffset? Ended, Guid Authorization);

/// <summary>A case in clear, for the length of one request.</summary>
public sealed record CaseFacts(
    Guid Id, Guid Court, string Number, string Cause, Stage Stage, DateTimeOffset FiledAt, IReadOnlyList<PartyFacts> Parties,
    IReadOnlyList<AgentFacts> Agents, IReadOnlyList<DossierItem> Dossier)
{
    public PartyFacts? PartyOf(Guid account) => Parties.FirstOrDefault(party => party.Account == account);

    /// <summary>Whether a paper came with an authorization that the party gave for whom this person stands: the party, or an agent of it now.</summary>
    public bool IsOfOwnSide(DossierItem item, Guid account) => Agents.Any(given => item.Source == DossierItem.SourceOf(given.Authorization)
        && (PartyOf(account)?.Id == given.Party || Agents.Any(agent => agent.Account == account && agent.IsActive && agent.Party == given.Party)));

    /// <summary>Invariant 3: the union of what every authorization gives that has effect now; none for who is no agent here.</summary>
    public Powers PowersOf(Guid account) => Agents.Where(agent => agent.Account == account && agent.IsActive)
        .Aggregate(Powers.None, (powers, agent) => powers.And(agent.Powers));
}

/// <summary>Opens cases for reading.</summary>
public sealed class CaseReader(Reads reads, DataKeys keys, TimeProvider clock)
{
    public async Task<CaseFacts?> Of(Guid id, CancellationToken stop = default)
    {
        await using var db = reads.Open();
        if (await db.FindAsync<Case>([id], stop) is not { } found)
        {
            return null;
        }

        var key = keys.Of(Case.OwnerOf(id));
        var now = clock.Now();
        var parties = await db.Set<CaseParty>().Where(party => party.CaseId == id).OrderBy(party => party.Id).ToListAsync(stop);
        var agents = await db.Set<CaseAgent>().Where(agent => agent.CaseId == id).OrderBy(agent => agent.FromAt).ToListAsync(stop);
        var dossier = await db.Set<DossierItem>().Where(item => item.CaseId == id).OrderBy(item => item.Serial).ToListAsync(stop);
        return new CaseFacts(found.Id, found.CourtId, found.Number, found.Cause, found.Stage, found.FiledAt,
            [.. parties.OrderBy(party => party.Position).Select(party => Facts(party, key))],
            [.. agents.Select(agent => Facts(agent, key, found.Stage, now))], dossier);
    }

    /// <summary>The cases in which a person is party or agent, the newest first.</summary>
    public async Task<IReadOnlyList<Case>> CasesOf(Guid account, CancellationToken stop = default)
    {
        await using var db = reads.Open();
        var now = clock.Now();
        var asParty = await db.Set<CaseParty>().Where(party => party.AccountId == account).Select(party => party.CaseId).ToListAsync(stop);
        var agents = await db.Set<CaseAgent>().Where(agent => agent.AccountId == account && agent.EndedAt == null).ToListAsync(stop);
        var ids = asParty.Concat(agents.Select(agent => agent.CaseId)).Distinct().ToList();
        var cases = await db.Set<Case>().Where(one => ids.Contains(one.Id)).OrderByDescending(one => one.FiledAt).ToListAsync(stop);
        return [.. cases.Where(one => asParty.Contains(one.Id) || agents.Any(agent => agent.CaseId == one.Id && agent.IsActive(one.Stage, now)))];
    }

    /// <summary>The newest cases of some courts.</summary>
    public async Task<IReadOnlyList<Case>> NewestAt(IReadOnlyList<Guid> courts, int most, CancellationToken stop = default)
    {
        await using var db = reads.Open();
        return await db.Set<Case>().Where(one => courts.Contains(one.CourtId)).OrderByDescending(one => one.FiledAt).Take(most).ToListAsync(stop);
    }

    static PartyFacts Facts(CaseParty party, DataKey key) => new(party.Id, party.AccountId, party.Position, party.Kind, party.NameUnder(key));

    static AgentFacts Facts(CaseAgent agent, DataKey key, Stage stage, DateTimeOffset now) => new(
        agent.Id, agent.PartyId, agent.AccountId, agent.NameUnder(key), agent.Licence, agent.Firm, agent.Powers, agent.MayReceiveService,
        agent.IsActive(stage, now), agent.FromAt, agent.EndedAt, agent.AuthorizationId);
}

using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Base.Identifiers;
using Mingzheng.Cases;
using Mingzheng.Identity;
using Mingzheng.Identity.Lawyers;
using Mingzheng.Objects;
using Mingzheng.Witnessing.Applying;
using Mingzheng.Witnessing.Materials;

namespace Mingzheng.Witnessing.Accepting;

/// <summary>What others said at this moment: the case, the confirmed identities and the register of lawyers.</summary>
/// <param name="Party">The name of the party as the case has it.</param>
public sealed record OutsideFindings(
    string Party, IdentityFacts? Principal, IdentityFacts? Agent, LawyerLicence? Licence, Refusal? LicenceRefusal, DateTimeOffset At);

/// <summary>The automatic list of what a judge would otherwise look up by hand before accepting.</summary>
public sealed class AdmissionChecks(Reads reads, DataKeys keys, IdentityChecks identities, LawyerProfiles lawyers, CoveredLawyers covered, TimeProvider clock)
{
    const int MostRemembered = 1000;

    static readonly TimeSpan GoodIsShown = TimeSpan.FromMinutes(5);

    /// <summary>Shorter: what stands in the way may be gone at any moment.</summary>
    static readonly TimeSpan BadIsShown = TimeSpan.FromMinutes(1);

    /// <summary>
    /// For pages: a judge must not wait for a slow register at every drawing, nor the register answer each of them. It is lost with the node,
    /// and asked for again.
    /// </summary>
    readonly ConcurrentDictionary<string, LicenceFinding> lately = new();

    /// <summary>Asks outside; never inside a transaction. A register that does not answer is a failed check, not a passed one.</summary>
    public Task<OutsideFindings> Ask(Authorization authorization, CancellationToken stop) => Find(authorization, Asked, stop);

    /// <summary>What was found lately, with its time, for who only looks; who acts asks (C-4).</summary>
    public Task<OutsideFindings> Look(Authorization authorization, CancellationToken stop) => Find(authorization, Remembered, stop);

    async Task<OutsideFindings> Find(
        Authorization authorization, Func<Authorization, IdentityFacts?, CancellationToken, Task<LicenceFinding>> licence, CancellationToken stop)
    {
        var party = await PartyName(authorization, stop);
        var principal = await identities.Confirmed(authorization.PrincipalId, stop);
        var agent = authorization.AgentId is { } account ? await identities.Confirmed(account, stop) : null;
        var found = await licence(authorization, agent, stop);
        return new OutsideFindings(party, principal, agent, found.Licence, found.Refusal, found.At);
    }

    async Task<LicenceFinding> Asked(Authorization authorization, IdentityFacts? agent, CancellationToken stop)
    {
        try
        {
            Refuse.If(await covered.ObjectionTo(authorization.AgentLicence, authorization.CourtId, stop));
            return new LicenceFinding(await lawyers.Practising(authorization.AgentLicence, agent?.Document, stop), null, clock.Now());
        }
        catch (RefusedException refused)
        {
            return new LicenceFinding(null, refused.Refusal with { Field = null }, clock.Now());
        }
    }

    async Task<LicenceFinding> Remembered(Authorization authorization, IdentityFacts? agent, CancellationToken stop)
    {
        var about = $"{authorization.Id:D} {agent?.Check:D}";
        if (lately.TryGetValue(about, out var known) && clock.Now() - known.At < (known.Refusal is null ? GoodIsShown : BadIsShown))
        {
            return known;
        }

        if (lately.Count >= MostRemembered)
        {
            lately.Clear();
        }

        return lately[about] = await Asked(authorization, agent, stop);
    }

    sealed record LicenceFinding(LawyerLicence? Licence, Refusal? Refusal, DateTimeOffset At);

    async Task<string> PartyName(Authorization authorization, CancellationToken stop)
    {
        await using var db = reads.Open();
        var party = await db.FindAsync<CaseParty>([authorization.PartyId], stop) ?? throw Refuse.NotFound();
        return party.NameUnder(keys.Of(Case.OwnerOf(authorization.CaseId)));
    }

    /// <summary>All checks in the order of the page; on the same rows that an act inside <paramref name="db"/> holds.</summary>
    /// <param name="official">Who looks, or accepts: must have no part in the case.</param>
    public static async Task<IReadOnlyList<AdmissionCheck>> Of(
        CourtDb db, Authorization authorization, AuthorizationFacts facts, OutsideFindings found, Guid official, DateTimeOffset now)
    {
        var @case = await db.FindAsync<Case>(authorization.CaseId) ?? throw Refuse.NotFound();
        var consents = await db.Set<Consent>().Where(one => one.SubjectId == authorization.Id && one.AccountId == authorization.PrincipalId)
            .Select(one => one.TextId).ToListAsync();
        var given = await db.Set<Material>().Where(one => one.AuthorizationId == authorization.Id).Select(one => one.Kind).Distinct().ToListAsync();
        return
        [
            new AdmissionCheck("recusal", await Recusal.Find(db, authorization, official)),
            new AdmissionCheck("cause", StatusCauses.Objection(@case.Cause, BeijingTime.DateOf(now)) is { } status
                ? status with { Field = null, Status = StatusCodes.Status409Conflict } : null, @case.Cause),
            Identity("identity-principal", found.Principal),
            IsParty(facts, found),
            Identity("identity-agent", found.Agent),
            new AdmissionCheck("licence", found.LicenceRefusal, found.Licence is { } licence ? $"{licence.Number} {licence.Firm}" : null, found.At),
            new AdmissionCheck("agents", await Representation.MayBegin(db, @case, authorization.PartyId, authorization.AgentId, now)),
            new AdmissionCheck("conflict", await AgentConflicts.Find(db, authorization, authorization.AgentId ?? Guid.Empty, facts.AgentFirm)),
            new AdmissionCheck("term", Term.Objection(facts.TermEnd, BeijingTime.DateOf(now))),
            new AdmissionCheck("client-check", facts.ClientCheck is null ? Missing("CLIENT_CHECK_MISSING", "AW-21") : null, facts.ClientCheck),
            new AdmissionCheck("consents", consents.Exists(id => id.EndsWith("#online-step", StringComparison.Ordinal))
                && consents.Exists(id => id.EndsWith("#recording", StringComparison.Ordinal)) ? null : Missing("STEP_CONSENT_MISSING", "OLR-4")),
            .. MaterialKinds.All.Select(kind => new AdmissionCheck($"material-{kind}", given.Contains(kind) ? null : Missing("MATERIAL_MISSING", "W-8.1"))),
        ];
    }

    static AdmissionCheck Identity(string id, IdentityFacts? identity) => new(
        id, identity is null ? Missing("IDENTITY_NOT_CONFIRMED", "AW-R8") : null, identity is null ? null : $"{identity.Level} {identity.Name}", identity?.At);

    /// <summary>P-1: both names stand there for the judge to see, the one to be printed and, if proved anew since, the newest.</summary>
    static AdmissionCheck IsParty(AuthorizationFacts facts, OutsideFindings found)
    {
        List<string> proved = [.. new[] { facts.PrincipalName, found.Principal?.Name }.OfType<string>().Distinct()];
        var likeness = PrincipalIsParty.Compare(found.Party, proved, facts.PrincipalLatin);
        var refusal = PrincipalIsParty.Objection(likeness);
        return new AdmissionCheck("principal-is-party", refusal is null ? null : refusal with { Status = StatusCodes.Status409Conflict },
            string.Join(" / ", [found.Party, .. proved, .. facts.PrincipalLatin is { } latin && likeness != NameLikeness.Same ? [latin] : Array.Empty<string>()]))
        {
            IsForJudge = likeness == NameLikeness.Unsure,
        };
    }

    static Refusal Missing(string code, string rule) => new(code, rule) { Status = StatusCodes.Status409Conflict };
}

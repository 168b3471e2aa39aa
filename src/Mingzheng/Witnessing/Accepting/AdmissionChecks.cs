using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Identity;
using Mingzheng.Identity.Lawyers;
using Mingzheng.Witnessing.Materials;

namespace Mingzheng.Witnessing.Accepting;

/// <summary>What others said at this moment: the confirmed identities and the register of lawyers.</summary>
public sealed record OutsideFindings(
    IdentityFacts? Principal, IdentityFacts? Agent, LawyerLicence? Licence, Refusal? LicenceRefusal, DateTimeOffset At);

/// <summary>The automatic list of what a judge would otherwise look up by hand before accepting.</summary>
public sealed class AdmissionChecks(IdentityChecks identities, LawyerProfiles lawyers, TimeProvider clock)
{
    /// <summary>Asks outside; never inside a transaction. A register that does not answer is a failed check, not a passed one.</summary>
    public async Task<OutsideFindings> Ask(Authorization authorization, CancellationToken stop)
    {
        var principal = await identities.Confirmed(authorization.PrincipalId, stop);
        var agent = authorization.AgentId is { } account ? await identities.Confirmed(account, stop) : null;
        try
        {
            return new OutsideFindings(principal, agent, await lawyers.Practising(authorization.AgentLicence, stop), null, clock.Now());
        }
        catch (RefusedException refused)
        {
            return new OutsideFindings(principal, agent, null, refused.Refusal with { Field = null }, clock.Now());
        }
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
            Identity("identity-principal", found.Principal),
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

    static Refusal Missing(string code, string rule) => new(code, rule) { Status = StatusCodes.Status409Conflict };
}

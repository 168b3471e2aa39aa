using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Cases;
using Mingzheng.Identity;
using Mingzheng.Web;
using Mingzheng.Witnessing.Accepting;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Applying;

/// <summary>A case that the person may choose.</summary>
/// <param name="Objection">Why nothing would come of it, so that nobody fills in the form in vain; null when something may.</param>
public sealed record ApplicationCase(Guid Id, string Number, string Cause, string Parties, Refusal? Objection);

/// <summary>Draws the form with what the court already knows of the person.</summary>
sealed class ApplicationScreens(CaseReader cases, IdentityChecks identities, Accounts accounts, ApplicationDesk desk, TimeProvider clock)
{
    /// <param name="read">The text that was just read, of which the page warns when it says 全权代理.</param>
    public async Task<RazorComponentResult<ApplicationPage>> Of(
        Person person, Language language, FormErrors? errors, IFormCollection? filled, ExistingText? read, CancellationToken stop)
    {
        var own = new List<ApplicationCase>();
        var identity = await identities.Confirmed(person.Account, stop);
        foreach (var one in await cases.CasesOf(person.Account, stop))
        {
            if (await cases.Of(one.Id, stop) is { } facts && facts.PartyOf(person.Account) is { } me)
            {
                var objection = StatusCauses.Objection(facts.Cause, clock.Today())
                    ?? (identity is null ? null : PrincipalIsParty.Objection(PrincipalIsParty.Compare(me.Name, [identity.Name], null)));
                own.Add(new ApplicationCase(facts.Id, facts.Number, facts.Cause, string.Join(" / ", facts.Parties.Select(party => party.Name)), objection));
            }
        }

        return new RazorComponentResult<ApplicationPage>(new
        {
            Cases = own,
            Identity = identity,
            Account = await accounts.Of(person.Account, stop) ?? throw Refuse.NotFound(),
            Rules = desk.Shown(LegalTextId.PlatformRules, language),
            Consents = desk.Shown(LegalTextId.Consents, language),
            Powers = desk.Shown(LegalTextId.Powers, language),
            Earliest = clock.Today().AddDays(1),
            Errors = errors,
            Filled = filled,
            SaysFullAgency = read is { SaysFullAgency: true },
            Warned = read is { SaysFullAgency: true } ? read.Sha256 : filled?[ExistingText.Warned].ToString(),
        });
    }
}

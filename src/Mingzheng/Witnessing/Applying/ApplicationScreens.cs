using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Cases;
using Mingzheng.Identity;
using Mingzheng.Web;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Applying;

/// <summary>A case that the person may choose.</summary>
public sealed record ApplicationCase(Guid Id, string Number, string Cause, string Parties);

/// <summary>Draws the form with what the court already knows of the person.</summary>
sealed class ApplicationScreens(CaseReader cases, IdentityChecks identities, Accounts accounts, ApplicationDesk desk, TimeProvider clock)
{
    public async Task<RazorComponentResult<ApplicationPage>> Of(
        Person person, Language language, FormErrors? errors, IFormCollection? filled, bool saysFullAgency, CancellationToken stop)
    {
        var own = new List<ApplicationCase>();
        foreach (var one in await cases.CasesOf(person.Account, stop))
        {
            if (await cases.Of(one.Id, stop) is { } facts && facts.PartyOf(person.Account) is not null)
            {
                own.Add(new ApplicationCase(facts.Id, facts.Number, facts.Cause, string.Join(" / ", facts.Parties.Select(party => party.Name))));
            }
        }

        return new RazorComponentResult<ApplicationPage>(new
        {
            Cases = own,
            Identity = await identities.Confirmed(person.Account, stop),
            Account = await accounts.Of(person.Account, stop) ?? throw Refuse.NotFound(),
            Rules = desk.Shown(LegalTextId.PlatformRules, language),
            Consents = desk.Shown(LegalTextId.Consents, language),
            Powers = desk.Shown(LegalTextId.Powers, language),
            Earliest = clock.Today().AddDays(1),
            Errors = errors,
            Filled = filled,
            SaysFullAgency = saysFullAgency,
        });
    }
}

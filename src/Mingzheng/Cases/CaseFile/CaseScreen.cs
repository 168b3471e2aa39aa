using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Courts;
using Mingzheng.Web;

namespace Mingzheng.Cases.CaseFile;

/// <summary>Everything the page of a case shows to one person.</summary>
public sealed record CaseScreen(CaseFacts Case, Court Court, Standing Standing, Guid Account)
{
    public static async Task<CaseScreen> Of(
        Guid id, Person person, CaseReader cases, CaseScope scope, CourtRegister courts, CancellationToken stop)
    {
        var found = await cases.Of(id, stop) ?? throw Refuse.NotFound();
        var court = await courts.Of(found.Court, stop) ?? throw Refuse.NotFound();
        return new CaseScreen(found, court, await scope.Of(person, id, stop) ?? Standing.None, person.Account);
    }

    /// <summary>Null when this person may settle here; otherwise why not. Staff have nothing to settle: they see no form.</summary>
    public Refusal? SettlementRefusal =>
        Case.PartyOf(Account) is not null ? null : AgentPowers.MayDo(Case.PowersOf(Account), AgentAct.Settle);

    public bool IsInCase => (Standing & (Standing.Party | Standing.Agent)) != Standing.None;

    public bool MayOpen(DossierItem item) => DossierRights.MayOpen(item, Standing, Account, Case);

    public RazorComponentResult<CaseFilePage> Page(FormErrors? errors = null, IFormCollection? filled = null) =>
        new(new { Screen = this, Errors = errors, Filled = filled });
}

using System.Text;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Base.Identifiers;
using Mingzheng.Cases.CaseFile;
using Mingzheng.Courts;
using Mingzheng.Objects;
using Mingzheng.Web;

namespace Mingzheng.Cases.Settlements;

/// <summary>
/// A party, or an agent with the power S4, files a statement that it settles. Full agency in a paper gives no such power
/// (ACC-AW-04, CPL-I 89).
/// </summary>
static class FileSettlement
{
    /// <summary>What one side says is a proposal until the other agrees; agreements are F3 (dossier-and-data 1.6).</summary>
    const string Proposals = "F1";

    const string Field = "statement";
    const int Longest = 4000;

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/cases/{id:guid}/settlements", Handle).Declares(Acts.FileSettlement);

    static async Task<IResult> Handle(
        Guid id, HttpContext context, ActId act, Person person, Writer writer, ObjectStore objects, CaseReader cases, CaseScope scope,
        CourtRegister courts, CancellationToken stop)
    {
        var form = await SentForm.Of(context.Request, stop);
        var screen = await CaseScreen.Of(id, person, cases, scope, courts, stop);
        return await FormAnswer.Of(context, async () =>
        {
            await File(writer, objects, act, person, id, form[Field].ToString().Trim(), stop);
            return $"/cases/{id:D}";
        }, errors => screen.Page(errors, form));
    }

    static async Task File(Writer writer, ObjectStore objects, ActId act, Person person, Guid id, string statement, CancellationToken stop)
    {
        var stored = await objects.Put(Case.OwnerOf(id), "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(statement), stop);
        await writer.Do(new Command(act.Value, person.Actor, "case.file-settlement", Case.StreamOf(id)), async writing =>
        {
            var found = await writing.Hold<Case>(id);
            var agents = await writing.Db.Set<CaseAgent>().Where(agent => agent.CaseId == id && agent.AccountId == person.Account).ToListAsync();
            var isParty = await writing.Db.Set<CaseParty>().AnyAsync(party => party.CaseId == id && party.AccountId == person.Account);
            Refuse.If(isParty ? null : AgentPowers.MayDo(Representation.PowersOf(agents, found.Stage, writing.Now), AgentAct.Settle));
            Refuse.If(Acceptable(statement));
            var item = await Dossier.File(writing, id, Proposals, "和解意见", stored, $"account:{person.Account:D}");
            writing.Journal(found.Stream, "case.settlement-filed", new() { ["item"] = item.Id.ToString("D"), ["sha256"] = item.Sha256 });
        }, stop);
    }

    static Refusal? Acceptable(string statement) => statement.Length switch
    {
        0 => new Refusal("STATEMENT_MISSING") { Field = Field },
        _ when !WrittenForm.IsReadable(statement) => new Refusal("TEXT_UNREADABLE") { Field = Field },
        > Longest => new Refusal("STATEMENT_TOO_LONG", null, Longest) { Field = Field },
        _ => null,
    };
}

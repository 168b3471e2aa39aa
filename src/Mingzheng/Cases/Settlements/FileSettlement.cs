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
        Guid id, HttpContext context, ActId act, Person person, Writer writer, Reads reads, ObjectStore objects, CaseReader cases, CaseScope scope,
        CourtRegister courts, TimeProvider clock, CancellationToken stop)
    {
        var form = await SentForm.Of(context.Request, stop);
        var screen = await CaseScreen.Of(id, person, cases, scope, courts, stop);
        return await FormAnswer.Of(context, async () =>
        {
            await File(writer, reads, objects, clock, act, person, id, form[Field].ToString().Trim(), stop);
            return $"/cases/{id:D}";
        }, errors => screen.Page(errors, form));
    }

    static async Task File(
        Writer writer, Reads reads, ObjectStore objects, TimeProvider clock, ActId act, Person person, Guid id, string statement, CancellationToken stop)
    {
        // A refused statement leaves nothing behind: it is looked at before it is put, and again inside the act.
        var stored = Acceptable(statement) is null && await IsTheirs(reads, id, person, clock.Now(), stop)
            ? await objects.Put(Case.OwnerOf(id), "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(statement), stop)
            : null;
        await writer.Do(new Command(act.Value, person.Actor, "case.file-settlement", Case.StreamOf(id)), async writing =>
        {
            var found = await writing.Hold<Case>(id);
            Refuse.If(await Objection(writing.Db, found, person, writing.Now));
            Refuse.If(Acceptable(statement));
            // The power was given between the look and the act: sent again it is filed.
            Refuse.If(stored is null ? new Refusal("BUSY") { Status = StatusCodes.Status503ServiceUnavailable } : null);
            var item = await Dossier.File(writing, id, Proposals, "和解意见", stored!, DossierItem.SourceOfAccount(person.Account));
            writing.Journal(found.Stream, "case.settlement-filed", new() { ["item"] = item.Id.ToString("D"), ["sha256"] = item.Sha256 });
        }, stop);
    }

    static async Task<bool> IsTheirs(Reads reads, Guid id, Person person, DateTimeOffset now, CancellationToken stop)
    {
        await using var db = reads.Open();
        return await db.FindAsync<Case>([id], stop) is { } found && await Objection(db, found, person, now) is null;
    }

    static async Task<Refusal?> Objection(CourtDb db, Case found, Person person, DateTimeOffset now)
    {
        var agents = await db.Set<CaseAgent>().Where(agent => agent.CaseId == found.Id && agent.AccountId == person.Account).ToListAsync();
        var isParty = await db.Set<CaseParty>().AnyAsync(party => party.CaseId == found.Id && party.AccountId == person.Account);
        return isParty ? null : AgentPowers.MayDo(Representation.PowersOf(agents, found.Stage, now), AgentAct.Settle);
    }

    static Refusal? Acceptable(string statement) => statement.Length switch
    {
        0 => new Refusal("STATEMENT_MISSING") { Field = Field },
        _ when !WrittenForm.IsReadable(statement) => new Refusal("TEXT_UNREADABLE") { Field = Field },
        > Longest => new Refusal("STATEMENT_TOO_LONG", null, Longest) { Field = Field },
        _ => null,
    };
}

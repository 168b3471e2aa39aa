using System.Text.Json.Nodes;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Objects;

namespace Mingzheng.Witnessing.Accepting;

/// <summary>Does the accepting; the register is asked before the transaction begins.</summary>
sealed class Acceptance(Writer writer, Reads reads, AdmissionChecks checks, DataKeys keys)
{
    /// <param name="samePerson">The judge says that two ways of writing are one person's name.</param>
    public async Task Accept(Guid act, Person person, Guid id, bool urgent, bool samePerson, CancellationToken stop)
    {
        var command = new Command(act, person.Actor, "witnessing.accept", Authorization.StreamOf(id));
        if (await writer.WasDone(command, stop))
        {
            return;
        }

        await using var db = reads.Open();
        var found = await checks.Ask(await db.FindAsync<Authorization>([id], stop) ?? throw Refuse.NotFound(), stop);
        await writer.Do(command, writing => Write(writing, id, person.Account, urgent, samePerson, found), stop);
    }

    async Task Write(Writing writing, Guid id, Guid judge, bool urgent, bool samePerson, OutsideFindings found)
    {
        var authorization = await writing.Hold<Authorization>(id);
        authorization.RefuseUnless(AuthorizationState.MaterialCheck);
        var facts = AuthorizationFacts.Open(keys.Of(Case.OwnerOf(authorization.CaseId)), authorization);
        var checks = await AdmissionChecks.Of(writing.Db, authorization, facts, found, judge, writing.Now);
        Refuse.If(checks.Select(check => check.Refusal).FirstOrDefault(refusal => refusal is not null));
        if (checks.Any(check => check.IsForJudge))
        {
            Refuse.If(samePerson ? null
                : new Refusal("PRINCIPAL_NAME_UNDECIDED", "P-1") { Field = AcceptAuthorization.SamePerson, Status = StatusCodes.Status409Conflict });
            writing.Journal(authorization.Stream, "witnessing.names-confirmed", new JsonObject
            {
                ["identity"] = $"{found.Principal!.Check:D}",
                ["judge"] = $"{judge:D}",
                ["party"] = $"{authorization.PartyId:D}",
            });
        }

        authorization.Accept(judge, urgent, writing.Now);
        writing.Journal(authorization.Stream, "witnessing.accepted", new JsonObject
        {
            ["checks"] = new JsonArray([.. checks.Select(check => (JsonNode)check.Id)]),
            ["judge"] = $"{judge:D}",
            ["licenceAskedAt"] = found.At.ToMicroseconds(),
            ["urgent"] = urgent,
        });
    }
}

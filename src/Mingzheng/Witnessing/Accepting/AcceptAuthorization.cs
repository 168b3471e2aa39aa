using System.Text.Json.Nodes;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Objects;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Accepting;

/// <summary>A judge of the court accepts the application and takes the matter; every check is made once more at this moment.</summary>
static class AcceptAuthorization
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/authorizations/{authorization:guid}/acceptance", Handle).Declares(Acts.AcceptAuthorization);

    static async Task<IResult> Handle(
        Guid authorization, HttpContext context, ActId act, Person person, Writer writer, Reads reads, AdmissionChecks checks, DataKeys keys,
        CancellationToken stop)
    {
        var form = await SentForm.Of(context.Request, stop);
        var command = new Command(act.Value, person.Actor, "witnessing.accept", Authorization.StreamOf(authorization));
        if (!await writer.WasDone(command, stop))
        {
            await using var db = reads.Open();
            var found = await checks.Ask(await db.FindAsync<Authorization>([authorization], stop) ?? throw Refuse.NotFound(), stop);
            await writer.Do(command, writing => Write(writing, authorization, person.Account, form["urgent"] == "yes", found, keys), stop);
        }

        return new SeeOther($"/authorizations/{authorization:D}");
    }

    static async Task Write(Writing writing, Guid id, Guid judge, bool urgent, OutsideFindings found, DataKeys keys)
    {
        var authorization = await writing.Hold<Authorization>(id);
        authorization.RefuseUnless(AuthorizationState.MaterialCheck);
        var facts = AuthorizationFacts.Open(keys.Of(Case.OwnerOf(authorization.CaseId)), authorization);
        var checks = await AdmissionChecks.Of(writing.Db, authorization, facts, found, judge, writing.Now);
        Refuse.If(checks.Select(check => check.Refusal).FirstOrDefault(refusal => refusal is not null));
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

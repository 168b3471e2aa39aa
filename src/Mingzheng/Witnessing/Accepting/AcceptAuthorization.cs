using System.Text.Json.Nodes;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Objects;
using Mingzheng.Web;
using Mingzheng.Witnessing.Screen;

namespace Mingzheng.Witnessing.Accepting;

/// <summary>A judge of the court accepts the application and takes the matter; every check is made once more at this moment.</summary>
static class AcceptAuthorization
{
    /// <summary>The field by which the judge says that two ways of writing are one person's name.</summary>
    public const string SamePerson = "same-person";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/authorizations/{authorization:guid}/acceptance", Handle).Declares(Acts.AcceptAuthorization);

    static async Task<IResult> Handle(
        Guid authorization, HttpContext context, ActId act, Person person, Words words, Writer writer, Reads reads, AdmissionChecks checks,
        AuthorizationScreens screens, DataKeys keys, CancellationToken stop)
    {
        var form = await SentForm.Of(context.Request, stop);
        return await FormAnswer.Of(context, async () =>
        {
            var command = new Command(act.Value, person.Actor, "witnessing.accept", Authorization.StreamOf(authorization));
            if (!await writer.WasDone(command, stop))
            {
                await using var db = reads.Open();
                var found = await checks.Ask(await db.FindAsync<Authorization>([authorization], stop) ?? throw Refuse.NotFound(), stop);
                await writer.Do(command, writing => Write(writing, authorization, person.Account, form, found, keys), stop);
            }

            return $"/authorizations/{authorization:D}";
        }, errors => screens.Page(authorization, person, words, errors, form, stop));
    }

    static async Task Write(Writing writing, Guid id, Guid judge, IFormCollection form, OutsideFindings found, DataKeys keys)
    {
        var urgent = form["urgent"] == "yes";
        var authorization = await writing.Hold<Authorization>(id);
        authorization.RefuseUnless(AuthorizationState.MaterialCheck);
        var facts = AuthorizationFacts.Open(keys.Of(Case.OwnerOf(authorization.CaseId)), authorization);
        var checks = await AdmissionChecks.Of(writing.Db, authorization, facts, found, judge, writing.Now);
        Refuse.If(checks.Select(check => check.Refusal).FirstOrDefault(refusal => refusal is not null));
        if (checks.Any(check => check.IsForJudge))
        {
            Refuse.If(form[SamePerson] == "yes" ? null
                : new Refusal("PRINCIPAL_NAME_UNDECIDED", "P-1") { Field = SamePerson, Status = StatusCodes.Status409Conflict });
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

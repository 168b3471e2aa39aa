using Mingzheng.Access;
using Mingzheng.Web;
using Mingzheng.Witnessing.Screen;

namespace Mingzheng.Witnessing.Accepting;

/// <summary>The lawyer takes the matter on: says how the client's identity was checked (AW-21) and declares that no bar exists.</summary>
static class JoinAsAgent
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/authorizations/{authorization:guid}/agency", Handle).Declares(Acts.JoinAsAgent);

    static async Task<IResult> Handle(
        Guid authorization, HttpContext context, ActId act, Person person, Words words, AuthorizationScreens screens, Agency agency, CancellationToken stop)
    {
        var form = await SentForm.Of(context.Request, stop);
        var filled = new AgencyForm(form);
        return await FormAnswer.Of(context, async () =>
        {
            await agency.Join(act.Value, person, authorization, filled, stop);
            return $"/authorizations/{authorization:D}";
        }, errors => screens.Page(authorization, person, words, filled.Faults.Count > 0 ? FormErrors.Of(filled.Faults) : errors, form, stop));
    }
}

using Mingzheng.Access;
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
        Guid authorization, HttpContext context, ActId act, Person person, Words words, Acceptance acceptance, AuthorizationScreens screens,
        CancellationToken stop)
    {
        var form = await SentForm.Of(context.Request, stop);
        return await FormAnswer.Of(context, async () =>
        {
            await acceptance.Accept(act.Value, person, authorization, form["urgent"] == "yes", form[SamePerson] == "yes", stop);
            return $"/authorizations/{authorization:D}";
        }, errors => screens.Page(authorization, person, words, errors, form, stop));
    }
}

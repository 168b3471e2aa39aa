using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Web;
using Mingzheng.Witnessing.Screen;

namespace Mingzheng.Witnessing.Materials;

/// <summary>Principal and lawyer hand in their papers. A new file of a kind takes the place of the earlier one, which stays in the books.</summary>
static class GiveMaterial
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/authorizations/{authorization:guid}/materials", Handle).Declares(Acts.GiveMaterial);

    static async Task<IResult> Handle(
        Guid authorization, HttpContext context, ActId act, Person person, Words words, AuthorizationScope scope, AuthorizationScreens screens,
        MaterialDesk desk, CancellationToken stop)
    {
        var kind = context.Request.Query["kind"].ToString();
        return await FormAnswer.Of(context, async () =>
        {
            var standing = await scope.Of(person, authorization, stop) ?? throw Refuse.NotFound();
            Refuse.If(MaterialKinds.Of(standing).Contains(kind) ? null : new Refusal("MATERIAL_KIND", "W-6") { Field = FieldOf(kind) });
            await desk.Give(act.Value, person, authorization, kind, context.Request, stop);
            return $"/authorizations/{authorization:D}";
        }, errors => screens.Page(authorization, person, words, errors, null, stop));
    }

    public static string FieldOf(string kind) => $"file-{kind}";
}

using Mingzheng.Access;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Screen;

/// <summary>One page for everyone who has to do with an authorization; what stands on it depends on who looks and on its state.</summary>
static class SeeAuthorization
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/authorizations/{authorization:guid}", Page).Declares(Acts.SeeAuthorization);
        app.MapGet("/authorizations/{authorization:guid}/panel", Panel).Declares(Acts.SeeAuthorization);
    }

    static Task<IResult> Page(Guid authorization, Person person, Words words, AuthorizationScreens screens, CancellationToken stop) =>
        screens.Page(authorization, person, words, null, null, stop);

    static Task<IResult> Panel(Guid authorization, Person person, Words words, AuthorizationScreens screens, CancellationToken stop) =>
        screens.Panel(authorization, person, words, stop);
}

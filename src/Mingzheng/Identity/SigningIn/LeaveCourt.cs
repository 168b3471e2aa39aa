using Mingzheng.Access;
using Mingzheng.Web;

namespace Mingzheng.Identity.SigningIn;

/// <summary>Signing out ends the row, so that a copied cookie is worth nothing.</summary>
static class LeaveCourt
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/sign-out", SignOut).Declares(Acts.SignOut);

    static async Task<IResult> SignOut(HttpContext context, ActId act, Person person, SignIns signIns, SignInCookies cookies)
    {
        if (cookies.SignIn(context) is { } signIn)
        {
            await signIns.End(act.Value, person, signIn);
        }

        SignInCookies.Forget(context);
        return new SeeOther("/");
    }
}

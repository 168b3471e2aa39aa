using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Web;

namespace Mingzheng.Identity.SigningIn;

/// <summary>Second step of signing in: the code that came.</summary>
static class UseCode
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in/code", Show).Declares(Acts.SignIn);
        app.MapPost("/sign-in/code", Use).Declares(Acts.SignIn);
    }

    static IResult Show(HttpContext context, SignInCookies cookies) =>
        cookies.Ticket(context) is { } ticket ? Page(ticket, null) : new SeeOther("/sign-in");

    static async Task<IResult> Use(HttpContext context, ActId act, SignInDesk desk, SignInCookies cookies)
    {
        if (cookies.Ticket(context) is not { } ticket)
        {
            return new SeeOther("/sign-in");
        }

        var form = await SentForm.Of(context.Request, context.RequestAborted);
        return await FormAnswer.Of(context, async () =>
        {
            // A press on the button with nothing typed is no guess, and costs none.
            var code = SignInRules.CodeIn(form["code"]) ?? throw new RefusedException(new Refusal("CODE_MISSING", null, SignInRules.Digits) { Field = "code" });
            var proved = await desk.Use(act.Value, ticket, SignInPlace.Of(context, cookies, ticket.Contact), code);
            if (proved.SignIn is not { } signIn)
            {
                return "/sign-in/name";
            }

            cookies.KeepSignIn(context, signIn, ticket.Contact);
            return LocalPath.Of(ticket.ReturnTo, "/desk");
        }, errors => Page(ticket, errors));
    }

    static RazorComponentResult<CodePage> Page(SignInTicket ticket, FormErrors? errors) => new(new { Ticket = ticket, Errors = errors });
}

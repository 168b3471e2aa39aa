using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Mingzheng.Access;
using Mingzheng.Notices;
using Mingzheng.Web;

namespace Mingzheng.Identity.SigningIn;

/// <summary>First step of signing in: a contact, to which a code goes.</summary>
static class AskCode
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", Show).Declares(Acts.SignIn);
        app.MapPost("/sign-in", Ask).Declares(Acts.SignIn);
    }

    static IResult Show(Person person, [FromQuery(Name = "to")] string? to) =>
        person.IsSignedIn ? new SeeOther(LocalPath.Of(to, "/desk")) : Page(to, null, null);

    static async Task<IResult> Ask(HttpContext context, ActId act, SignInDesk desk, SignInCookies cookies, Words words)
    {
        var form = await SentForm.Of(context.Request, context.RequestAborted);
        var to = form["to"].ToString();
        return await FormAnswer.Of(context, async () =>
        {
            var contact = Contact.Parse(form[Contact.Field]);
            cookies.KeepTicket(context, await desk.Ask(act.Value, contact, SignInPlace.Of(context, cookies, contact), to, words));
            return "/sign-in/code";
        }, errors => Page(to, errors, form));
    }

    static RazorComponentResult<SignInPage> Page(string? to, FormErrors? errors, IFormCollection? filled) =>
        new(new { To = to, Errors = errors, Filled = filled });
}

using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Access;
using Mingzheng.Base.Identifiers;
using Mingzheng.Notices;
using Mingzheng.Web;

namespace Mingzheng.Identity.SigningIn;

/// <summary>Third step, at the first sign-in only: the name of the new account.</summary>
static class NameYourself
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in/name", Show).Declares(Acts.SignIn);
        app.MapPost("/sign-in/name", OpenAccount).Declares(Acts.SignIn);
    }

    static IResult Show(HttpContext context, SignInCookies cookies) =>
        cookies.Ticket(context) is null ? new SeeOther("/sign-in") : Page(null, null);

    static async Task<IResult> OpenAccount(HttpContext context, ActId act, SignInDesk desk, SignInCookies cookies, Words words)
    {
        if (cookies.Ticket(context) is not { } ticket)
        {
            return new SeeOther("/sign-in");
        }

        var form = await SentForm.Of(context.Request, context.RequestAborted);
        return await FormAnswer.Of(context, async () =>
        {
            var zone = CourtTime.Zone(context.Request.Cookies[CourtTime.ZoneCookie])?.Id ?? UsualZone(ticket.Contact);
            cookies.KeepSignIn(context, await desk.OpenAccount(act.Value, ticket, form["name"], words.Language, zone), ticket.Contact);
            return LocalPath.Of(ticket.ReturnTo, "/desk");
        }, errors => Page(errors, form));
    }

    static RazorComponentResult<NamePage> Page(FormErrors? errors, IFormCollection? filled) => new(new { Errors = errors, Filled = filled });

    /// <summary>Until the device says otherwise, people live where their phone does.</summary>
    static string UsualZone(Contact contact) =>
        contact.Channel == Channel.Sms && PhoneNumber.TryParse(contact.Address, null, out var number, out _)
            ? number.Region switch
            {
                PhoneRegion.HongKong => "Asia/Hong_Kong",
                PhoneRegion.Macao => "Asia/Macau",
                PhoneRegion.Taiwan => "Asia/Taipei",
                _ => "Asia/Shanghai",
            }
            : "Asia/Shanghai";
}

using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Mingzheng.Base;

namespace Mingzheng.Identity.SigningIn;

/// <summary>The two cookies of signing in, both sealed by keys that stand in the database under the court's key.</summary>
public sealed class SignInCookies(IDataProtectionProvider protection, TimeProvider clock)
{
    const string SignInName = "sign-in";
    const string TicketName = "sign-in-code";

    readonly IDataProtector signIns = protection.CreateProtector("mingzheng/sign-in/v1");
    readonly IDataProtector tickets = protection.CreateProtector("mingzheng/sign-in-code/v1");

    /// <summary>The id of the sign-in that this browser claims; whether it is still good is in its row.</summary>
    public Guid? SignIn(HttpContext context) => Open(context, SignInName, signIns) is { } text && Guid.TryParse(text, out var id) ? id : null;

    public void KeepSignIn(HttpContext context, Guid id)
    {
        context.Response.Cookies.Append(SignInName, signIns.Protect(id.ToString("D")), Options(context, SignInRules.SignInIsGood));
        context.Response.Cookies.Delete(TicketName);
    }

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(SignInName);

    /// <summary>The ticket of this browser, unless it has run out.</summary>
    public SignInTicket? Ticket(HttpContext context) =>
        Open(context, TicketName, tickets) is { } text && JsonSerializer.Deserialize<SignInTicket>(text) is { } ticket && clock.Now() < ticket.Until
            ? ticket
            : null;

    public void KeepTicket(HttpContext context, SignInTicket ticket) =>
        context.Response.Cookies.Append(TicketName, tickets.Protect(JsonSerializer.Serialize(ticket)), Options(context, SignInRules.NameMayWait));

    static CookieOptions Options(HttpContext context, TimeSpan age) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = age,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };

    static string? Open(HttpContext context, string name, IDataProtector protector)
    {
        try
        {
            return context.Request.Cookies[name] is { Length: > 0 } text ? protector.Unprotect(text) : null;
        }
        catch (CryptographicException)
        {
            // Altered, or sealed by another installation: as good as none.
            return null;
        }
    }
}

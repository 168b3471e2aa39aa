using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Mingzheng.Base;
using Mingzheng.Notices;

namespace Mingzheng.Identity.SigningIn;

/// <summary>The three cookies of signing in, all sealed by keys that stand in the database under the court's key.</summary>
public sealed class SignInCookies(IDataProtectionProvider protection, Accounts accounts, TimeProvider clock)
{
    const string SignInName = "sign-in";
    const string TicketName = "sign-in-code";
    const string DeviceName = "sign-in-device";

    readonly IDataProtector signIns = protection.CreateProtector("mingzheng/sign-in/v1");
    readonly IDataProtector tickets = protection.CreateProtector("mingzheng/sign-in-code/v1");
    readonly IDataProtector devices = protection.CreateProtector("mingzheng/sign-in-device/v1");

    /// <summary>The id of the sign-in that this browser claims; whether it is still good is in its row.</summary>
    public Guid? SignIn(HttpContext context) => Open(context, SignInName, signIns) is { } text && Guid.TryParse(text, out var id) ? id : null;

    /// <param name="contact">By which the person signed in: from now on this browser is known to it.</param>
    public void KeepSignIn(HttpContext context, Guid id, Contact contact)
    {
        context.Response.Cookies.Append(SignInName, signIns.Protect(id.ToString("D")), Options(context, SignInRules.SignInIsGood));
        context.Response.Cookies.Delete(TicketName);
        var device = new KnownDevice(
            Device(context, contact) ?? Guid.CreateVersion7(clock.Now()), accounts.HashOf(contact), clock.Now() + SignInRules.PlaceIsKnown);
        context.Response.Cookies.Append(DeviceName, devices.Protect(JsonSerializer.Serialize(device)), Options(context, SignInRules.PlaceIsKnown));
    }

    /// <summary>
    /// The number of this browser, when the last one who signed in here did so by this contact; it outlasts the sign-in and lets nobody in. A
    /// stranger who floods the contact does not have it, so that its owner gets a code in any network.
    /// </summary>
    public Guid? Device(HttpContext context, Contact contact) =>
        Open(context, DeviceName, devices) is { } text && JsonSerializer.Deserialize<KnownDevice>(text) is { } device && clock.Now() < device.Until
            && device.Contact.AsSpan().SequenceEqual(accounts.HashOf(contact))
            ? device.Id
            : null;

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(SignInName);

    /// <summary>The ticket of this browser, unless it has run out.</summary>
    public SignInTicket? Ticket(HttpContext context) =>
        Open(context, TicketName, tickets) is { } text && JsonSerializer.Deserialize<SignInTicket>(text) is { } ticket && clock.Now() < ticket.Until
            ? ticket
            : null;

    public void KeepTicket(HttpContext context, SignInTicket ticket) =>
        context.Response.Cookies.Append(TicketName, tickets.Protect(JsonSerializer.Serialize(ticket)), Options(context, SignInRules.NameMayWait));

    /// <param name="Contact">The keyed hash.</param>
    sealed record KnownDevice(Guid Id, byte[] Contact, DateTimeOffset Until);

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

using Mingzheng.Notices;
using Mingzheng.Web;

namespace Mingzheng.Identity.SigningIn;

/// <summary>
/// From where a code is asked for or tried, for counting. A browser in which the contact signed in before is a place of its own, in whatever
/// network it is; every other one counts by its network.
/// </summary>
/// <param name="IsKnown">The contact was proved here lately, as a cookie that we sealed says.</param>
public sealed record SignInPlace(string Name, bool IsKnown)
{
    public static SignInPlace Of(HttpContext context, SignInCookies cookies, Contact contact) =>
        cookies.Device(context, contact) is { } device ? new SignInPlace($"device:{device:D}", true) : new SignInPlace(CallerNetwork.Of(context), false);
}

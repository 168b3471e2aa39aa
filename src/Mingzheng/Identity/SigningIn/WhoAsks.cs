using Mingzheng.Access;

namespace Mingzheng.Identity.SigningIn;

/// <summary>By the cookie of the request and the row behind it.</summary>
sealed class WhoAsks(SignIns signIns, SignInCookies cookies) : IWhoAsks
{
    public async Task<Person?> Of(HttpContext context) =>
        cookies.SignIn(context) is { } signIn ? await signIns.Who(signIn, context.RequestAborted) : null;
}

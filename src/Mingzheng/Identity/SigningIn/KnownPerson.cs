using System.Security.Claims;
using Mingzheng.Access;

namespace Mingzheng.Identity.SigningIn;

/// <summary>Puts the person of this request where the gate, the screens and the forgery guard find them.</summary>
sealed class KnownPerson(RequestDelegate next, IWhoAsks whoAsks)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (await whoAsks.Of(context) is { } person)
        {
            context.Items[typeof(Person)] = person;
            // Forms are bound to this identity: one drawn for another person in the same browser is refused.
            context.User = new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(ClaimTypes.NameIdentifier, person.Account.ToString("D")), new Claim(ClaimTypes.Name, person.Name)], "sign-in"));
        }

        await next(context);
    }
}

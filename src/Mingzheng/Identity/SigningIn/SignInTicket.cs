using Mingzheng.Notices;

namespace Mingzheng.Identity.SigningIn;

/// <summary>
/// What the browser carries, sealed, between asking for a code and being signed in: the court keeps no contact in clear for
/// people who have no account. It also ties the code to the browser that asked for it.
/// </summary>
/// <param name="Until">After this instant the ticket is worth nothing.</param>
/// <param name="ReturnTo">A path of ours where the person wanted to go, or null.</param>
public sealed record SignInTicket(Guid Code, Channel Channel, string Address, DateTimeOffset Until, string? ReturnTo)
{
    public Contact Contact => new(Channel, Address);
}

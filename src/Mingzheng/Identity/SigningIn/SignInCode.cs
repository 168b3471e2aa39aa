using Mingzheng.Notices;

namespace Mingzheng.Identity.SigningIn;

/// <summary>A one-time code that was sent to a contact. Neither the contact nor the code is kept in clear.</summary>
public sealed class SignInCode
{
    public required Guid Id { get; init; }

    public required byte[] ContactHash { get; init; }

    public required byte[] AddressHash { get; init; }

    public required Channel Channel { get; init; }

    public required byte[] CodeHash { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public int Attempts { get; set; }

    public DateTimeOffset? UsedAt { get; set; }
}

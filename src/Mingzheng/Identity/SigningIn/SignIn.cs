namespace Mingzheng.Identity.SigningIn;

/// <summary>A person signed in on one browser. The cookie carries the id; ending the row ends the sign-in wherever the cookie is.</summary>
public sealed class SignIn
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public bool IsGood(DateTimeOffset now) => EndedAt is null && now < ExpiresAt;
}

namespace Mingzheng.Identity.SigningIn;

/// <summary>A code that was guessed wrongly: the tries of one code end after a few, these count what one network tries with many.</summary>
public sealed class SignInWrongTry
{
    public required Guid Id { get; init; }

    public required byte[] AddressHash { get; init; }

    public required DateTimeOffset At { get; init; }
}

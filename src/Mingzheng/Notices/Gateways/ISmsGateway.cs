namespace Mingzheng.Notices.Gateways;

/// <summary>A short message.</summary>
/// <param name="To">The receiver's number in E.164.</param>
/// <param name="Reference">The court's number of the message: the gateway sends a message once per reference.</param>
public sealed record ShortMessage(string To, string Text, string Reference);

/// <summary>The gateway to mobile phones.</summary>
public interface ISmsGateway
{
    /// <summary>Hands a message over and returns the gateway's number of it. Safe to repeat with the same reference.</summary>
    /// <exception cref="Base.OutsideServiceUnavailableException">It may or may not have gone: repeat later.</exception>
    /// <exception cref="Base.OutsideServiceRefusedException">It will not go, for example to a number that cannot be.</exception>
    Task<string> Send(ShortMessage message, CancellationToken cancellation);
}

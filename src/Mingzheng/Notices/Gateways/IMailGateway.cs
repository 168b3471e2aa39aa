namespace Mingzheng.Notices.Gateways;

/// <summary>A mail in plain text.</summary>
/// <param name="Reference">The court's number of the message, letters, digits and hyphens; a repeated mail carries it again as its
/// Message-ID, by which mail programs show it once.</param>
public sealed record OutgoingMail(string To, string Subject, string Text, string Reference);

/// <summary>The way to mailboxes.</summary>
public interface IMailGateway
{
    /// <summary>Hands a mail over to the mail server.</summary>
    /// <exception cref="Base.OutsideServiceUnavailableException">It may or may not have gone: repeat later.</exception>
    /// <exception cref="Base.OutsideServiceRefusedException">It will not go, for example to an address that cannot be.</exception>
    Task Send(OutgoingMail mail, CancellationToken cancellation);
}

using Mingzheng.Notices.Gateways;

namespace Mingzheng.Notices;

/// <summary>Sends one message the way its contact goes. No case secrets: SMS and mail are read by others on the way (spec W 25).</summary>
public sealed class Messenger(ISmsGateway sms, IMailGateway mail)
{
    /// <param name="subject">Of a mail; an SMS has none.</param>
    /// <param name="reference">Letters, digits and hyphens, up to 64: the gateway sends one short message of a reference; of a mail that goes
    /// again it is the Message-ID, by which the reader's program knows the first one.</param>
    /// <exception cref="Base.OutsideServiceUnavailableException">It may or may not have gone: repeat later.</exception>
    /// <exception cref="Base.OutsideServiceRefusedException">It will not go.</exception>
    public Task Send(Contact contact, string subject, string text, string reference, CancellationToken stop) => contact.Channel switch
    {
        Channel.Sms => sms.Send(new ShortMessage(contact.Address, text, reference), stop),
        Channel.Mail => mail.Send(new OutgoingMail(contact.Address, subject, text, reference), stop),
        _ => throw new InvalidOperationException($"No way to send by {contact.Channel}."),
    };
}

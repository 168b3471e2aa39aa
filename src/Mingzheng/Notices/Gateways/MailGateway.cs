using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Mingzheng.Base;

namespace Mingzheng.Notices.Gateways;

/// <summary>Mail by SMTP (RFC 5321), one connection per mail.</summary>
public sealed class MailGateway(MailGatewayOptions options) : IMailGateway
{
    public async Task Send(OutgoingMail mail, CancellationToken cancellation)
    {
        using var message = Compose(mail);
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.Tls };
        if (options.Account is { } account)
        {
            client.Credentials = new NetworkCredential(account.AppId, account.Secret);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.Timeout);
        try
        {
            await client.SendMailAsync(message, patience.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw Unavailable($"no answer within {options.Timeout.TotalSeconds:0.#} s", late);
        }
        catch (SmtpException failure)
        {
            // A reply of the class 5yz is final (RFC 5321 section 4.2.1); whatever else went wrong may pass.
            throw (int)failure.StatusCode is >= 500 and < 600
                ? new OutsideServiceRefusedException(MailGatewayOptions.Service, $"smtp-{(int)failure.StatusCode}")
                : Unavailable("the mail server did not take it", failure);
        }
    }

    MailMessage Compose(OutgoingMail mail)
    {
        // An address or subject that smuggles in a header line is refused here, by the checks of MailMessage.
        try
        {
            var message = new MailMessage(new MailAddress(options.Sender), new MailAddress(mail.To))
            {
                Subject = mail.Subject,
                SubjectEncoding = Encoding.UTF8,
                Body = mail.Text,
                BodyEncoding = Encoding.UTF8,
                BodyTransferEncoding = TransferEncoding.Base64,
            };
            message.Headers.Add("Message-ID", $"<{mail.Reference}@{message.From!.Host}>");
            return message;
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException)
        {
            throw new OutsideServiceRefusedException(MailGatewayOptions.Service, "malformed-mail");
        }
    }

    static OutsideServiceUnavailableException Unavailable(string reason, Exception cause) =>
        new(MailGatewayOptions.Service, reason, cause);
}

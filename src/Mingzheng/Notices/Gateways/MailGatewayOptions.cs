using System.Net.Mail;
using Mingzheng.Base;

namespace Mingzheng.Notices.Gateways;

/// <summary>
/// <c>OutsideServices:Mail</c>: Host, Port (587), From, Tls (STARTTLS; needed unless a sandbox), User and Password (optional),
/// TimeoutSeconds (10), Sandboxed. Who can change Host can read every sign-in code sent by mail.
/// </summary>
public sealed record MailGatewayOptions(
    string Host, int Port, string Sender, bool Tls, OutsideServiceKey? Account, TimeSpan Timeout, bool Sandboxed)
{
    public const string Service = "Mail";

    public static MailGatewayOptions From(OutsideServiceSettings settings)
    {
        var user = settings.OptionalText("User");
        var sender = settings.Text("From");
        var tls = settings.Flag("Tls");
        settings.Require("From", sender.Length == 0 || MailAddress.TryCreate(sender, out _), "must be a mail address");
        settings.Require("Tls", tls || settings.Sandboxed, "must be true, for mail to a real server is encrypted");
        return new MailGatewayOptions(
            settings.Text("Host"),
            settings.Number("Port", standard: 587, least: 1, most: 65_535),
            sender,
            tls,
            user is null ? null : new OutsideServiceKey(user, settings.Text("Password")),
            settings.Timeout(),
            settings.Sandboxed);
    }
}

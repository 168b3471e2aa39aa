using System.Text;
using System.Text.RegularExpressions;
using Mingzheng.Sandboxes.Control;

namespace Mingzheng.Sandboxes.Messages;

/// <summary>One SMTP conversation (RFC 5321): EHLO, HELO, MAIL, RCPT, DATA, RSET, NOOP, VRFY, QUIT; SIZE, 8BITMIME, SMTPUTF8 and
/// PIPELINING.</summary>
sealed partial class SmtpSession(Stream stream, Outbox outbox, Switchboard switches, TimeProvider clock)
{
    public const int LargestMessage = 1024 * 1024;
    const int LongestCommand = 510; // RFC 5321 section 4.5.3.1.4, without CRLF
    const int MostReceivers = 100; // section 4.5.3.1.8
    const int MostErrors = 20;
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5); // section 4.5.3.2.7

    readonly SmtpLines lines = new(stream);
    readonly List<string> receivers = [];
    bool greeted;
    string? sender;

    public async Task Run(CancellationToken stopping)
    {
        if (switches[Switchboard.Mail].Mode == ServiceMode.Fail)
        {
            await Say("421 4.3.0 The service was told to fail", stopping);
            return;
        }

        await Say("220 sandbox.invalid Mingzheng mail sandbox", stopping);
        for (var errors = 0; errors < MostErrors;)
        {
            if (await Next(LongestCommand, stopping) is not { } line)
            {
                return;
            }

            var reply = line.Fault is null ? await Obey(line.Bytes, stopping) : $"500 5.5.2 {line.Fault}";
            await Say(reply, stopping);
            if (reply.StartsWith("221", StringComparison.Ordinal))
            {
                return;
            }

            errors += reply.StartsWith('5') ? 1 : 0;
        }

        await Say("421 4.7.0 Too many errors", stopping);
    }

    async Task<string> Obey(byte[] line, CancellationToken stopping)
    {
        var command = Encoding.UTF8.GetString(line);
        var space = command.IndexOf(' ', StringComparison.Ordinal);
        var verb = (space < 0 ? command : command[..space]).ToUpperInvariant();
        var rest = space < 0 ? "" : command[(space + 1)..].Trim();
        return verb switch
        {
            "EHLO" => Greet(rest, $"250-sandbox.invalid\r\n250-SIZE {LargestMessage}\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 PIPELINING"),
            "HELO" => Greet(rest, "250 sandbox.invalid"),
            "MAIL" => Begin(rest),
            "RCPT" => AddReceiver(rest),
            "DATA" => await TakeMessage(stopping),
            "RSET" => Reset("250 2.0.0 Forgotten"),
            "NOOP" => "250 2.0.0 Still here",
            "VRFY" => "252 2.1.5 Everyone is received",
            "QUIT" => "221 2.0.0 Goodbye",
            _ => "502 5.5.1 Unknown command",
        };
    }

    string Greet(string name, string reply)
    {
        if (name.Length == 0)
        {
            return "501 5.5.4 Who is there?";
        }

        greeted = true;
        return Reset(reply);
    }

    string Begin(string argument)
    {
        if (!greeted || sender is not null)
        {
            return "503 5.5.1 Not now";
        }

        var match = SenderForm().Match(argument);
        if (!match.Success)
        {
            return "501 5.1.7 Expected MAIL FROM:<address>";
        }

        if (long.TryParse(match.Groups["size"].ValueSpan, out var size) && size > LargestMessage)
        {
            return "552 5.3.4 Message too large";
        }

        sender = match.Groups["address"].Value;
        return "250 2.1.0 Sender noted";
    }

    string AddReceiver(string argument)
    {
        if (sender is null)
        {
            return "503 5.5.1 MAIL first";
        }

        if (switches[Switchboard.Mail].Mode == ServiceMode.Refuse)
        {
            return "550 5.7.1 The service was told to refuse";
        }

        var match = ReceiverForm().Match(argument);
        if (!match.Success)
        {
            return "501 5.1.3 Expected RCPT TO:<address>";
        }

        if (receivers.Count == MostReceivers)
        {
            return "452 4.5.3 Too many receivers";
        }

        receivers.Add(match.Groups["address"].Value);
        return "250 2.1.5 Receiver noted";
    }

    async Task<string> TakeMessage(CancellationToken stopping)
    {
        if (receivers.Count == 0)
        {
            return "503 5.5.1 RCPT first";
        }

        await Say("354 End with a dot on a line of its own", stopping);
        using var content = new MemoryStream();
        string? fault = null;
        while (await Next(LargestMessage, stopping) is { } line)
        {
            if (line.Fault is null && line.Bytes.AsSpan().SequenceEqual("."u8))
            {
                return fault is null ? Keep(content.ToArray()) : Reset(fault);
            }

            fault ??= line.Fault is not null ? $"554 5.6.0 {line.Fault}"
                : content.Length + line.Bytes.Length + 2 > LargestMessage ? "552 5.3.4 Message too large"
                : null;
            if (fault is null)
            {
                // Section 4.5.2: the sender has put a dot before each line that begins with one.
                content.Write(line.Bytes.AsSpan(line.Bytes is [(byte)'.', ..] ? 1 : 0));
                content.Write("\r\n"u8);
            }
        }

        throw new IOException("The connection ended within a message.");
    }

    string Keep(byte[] content)
    {
        var now = clock.GetUtcNow();
        var text = MailText.Read(content);
        var id = $"MAIL-{Guid.CreateVersion7(now):N}";
        foreach (var receiver in receivers)
        {
            outbox.Add(new OutboxMessage(id, Channel.Mail, receiver, sender, text.Subject, text.Text, text.MessageId ?? id, now));
        }

        return Reset($"250 2.0.0 Kept as {id}");
    }

    string Reset(string reply)
    {
        sender = null;
        receivers.Clear();
        return reply;
    }

    async Task<SmtpLine?> Next(int longest, CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        return await lines.Next(longest, patience.Token);
    }

    async Task Say(string reply, CancellationToken stopping)
    {
        await switches[Switchboard.Mail].Delay(stopping);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), stopping);
    }

    [GeneratedRegex(
        @"^FROM:\s*<(?<address>[^<>\s]{0,254})>(\s+(SIZE=(?<size>\d{1,12})|BODY=(7BIT|8BITMIME)|SMTPUTF8))*$", RegexOptions.IgnoreCase)]
    private static partial Regex SenderForm();

    [GeneratedRegex(@"^TO:\s*<(?<address>[^<>\s]{1,254})>$", RegexOptions.IgnoreCase)]
    private static partial Regex ReceiverForm();
}

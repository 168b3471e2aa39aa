using System.Net.Sockets;
using System.Text;
using Mingzheng.Base;
using Mingzheng.Notices.Gateways;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Sandboxes;

public sealed class MailTests(RunningSandboxes sandboxes) : IClassFixture<RunningSandboxes>
{
    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        const string Text = "您的验证码：123456\r\n.a line that begins with a dot\r\n..\r\n.\r\nthe end";
        const string Subject = "广东省示范市中级人民法院：您的一次性登录验证码已经生成，请在十分钟内使用（测试）";

        await sandboxes.Mail().Send(new OutgoingMail("chan@example.invalid", Subject, Text, "mail-1"), CancellationToken.None);

        var mail = (await sandboxes.Outbox("chan@example.invalid")).ShouldHaveSingleItem();
        mail.GetProperty("channel").GetString().ShouldBe("mail");
        mail.GetProperty("from").GetString().ShouldBe("court@court.invalid");
        mail.GetProperty("subject").GetString().ShouldBe(Subject);
        mail.GetProperty("text").GetString().ShouldBe(Text);
        mail.GetProperty("reference").GetString().ShouldBe("mail-1@court.invalid");
    }

    [Fact]
    public async Task Curl_delivers_a_mail_with_dots_at_line_starts()
    {
        const string Mail = "Subject: =?utf-8?Q?=E6=B3=95?=\r\n =?utf-8?B?6Zmi?= notice\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + ".first=20\r\n..second =E6=\r\n=B3=95\r\n.\r\nlast\r\n";

        var (exit, _, errors) = await Curl("curl@example.invalid", Mail);

        exit.ShouldBe(0, errors);
        var mail = (await sandboxes.Outbox("curl@example.invalid")).ShouldHaveSingleItem();
        mail.GetProperty("subject").GetString().ShouldBe("法院 notice");
        mail.GetProperty("text").GetString().ShouldBe(".first \r\n..second 法\r\n.\r\nlast");
    }

    [Fact]
    public async Task A_mail_over_the_limit_is_refused_and_not_kept()
    {
        var (exit, _, _) = await Curl("large@example.invalid", "Subject: large\r\n\r\n" + string.Concat(Enumerable.Repeat("0123456789\r\n", 100_000)));

        exit.ShouldNotBe(0);
        (await sandboxes.Outbox("large@example.invalid")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("MAIL FROM:<a@b.invalid>", "503")]
    [InlineData("EHLO x\nRCPT TO:<a@b.invalid>", "503")]
    [InlineData("EHLO x\nDATA", "503")]
    [InlineData("EHLO", "501")]
    [InlineData("EHLO x\nMAIL FROM:a@b.invalid", "501")]
    [InlineData("EHLO x\nMAIL FROM:<a@b.invalid> SIZE=9999999", "552")]
    [InlineData("EHLO x\nMAIL FROM:<a@b.invalid>\nMAIL FROM:<a@b.invalid>", "503")]
    [InlineData("EHLO x\nMAIL FROM:<a@b.invalid>\nRCPT TO:<>", "501")]
    [InlineData("EHLO x\nMAIL FROM:<a@b.invalid>\nRCPT TO:<c@b.invalid>\nRSET\nDATA", "503")]
    [InlineData("BDAT 5", "502")]
    [InlineData("NOOP", "250")]
    [InlineData("QUIT", "221")]
    public async Task Each_command_has_its_place(string commands, string lastReply)
    {
        using var conversation = await Conversation.Begin(sandboxes.SmtpPort);
        var reply = "";
        foreach (var command in commands.Split('\n'))
        {
            reply = await conversation.Say(command + "\r\n");
        }

        reply.ShouldStartWith(lastReply);
    }

    [Fact]
    public async Task An_overlong_command_is_refused_and_the_conversation_goes_on()
    {
        using var conversation = await Conversation.Begin(sandboxes.SmtpPort);

        (await conversation.Say("NOOP " + new string('x', 70_000) + "\r\n")).ShouldStartWith("500");
        (await conversation.Say("NOOP\r\n")).ShouldStartWith("250");
    }

    // Attack: SMTP smuggling. A second mail hides behind a dot between bare line feeds.
    [Theory]
    [InlineData("\n.\n")]
    [InlineData("\n.\r\n")]
    [InlineData("\r.\r\n")]
    public async Task A_mail_with_bare_line_ends_is_refused_whole(string falseEnd)
    {
        using var conversation = await Conversation.Begin(sandboxes.SmtpPort);
        await conversation.Say("EHLO x\r\n");
        await conversation.Say("MAIL FROM:<a@b.invalid>\r\n");
        await conversation.Say("RCPT TO:<smuggled@example.invalid>\r\n");
        await conversation.Say("DATA\r\n");

        var reply = await conversation.Say($"Subject: a\r\n\r\ntext{falseEnd}MAIL FROM:<evil@b.invalid>\r\n.\r\n");

        reply.ShouldStartWith("554");
        (await sandboxes.Outbox("smuggled@example.invalid")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("chan@example.invalid\r\nBcc: evil@example.invalid", "subject")]
    [InlineData("no address", "subject")]
    [InlineData("chan@example.invalid", "subject\r\nBcc: evil@example.invalid")]
    public async Task A_header_cannot_be_smuggled_in(string to, string subject)
    {
        var refusal = await Should.ThrowAsync<OutsideServiceRefusedException>(() =>
            sandboxes.Mail().Send(new OutgoingMail(to, subject, "text", "mail-2"), CancellationToken.None));

        refusal.Code.ShouldBe("malformed-mail");
        (await sandboxes.Outbox("evil@example.invalid")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mail_server_that_refuses_fails_or_dawdles_says_so_by_type()
    {
        var mail = new OutgoingMail("modes@example.invalid", "subject", "text", "mail-3");
        await using (await sandboxes.Told("mail", "refuse"))
        {
            var refusal = await Should.ThrowAsync<OutsideServiceRefusedException>(() => sandboxes.Mail().Send(mail, CancellationToken.None));
            refusal.Code.ShouldBe("smtp-550");
        }

        await using (await sandboxes.Told("mail", "fail"))
        {
            await Should.ThrowAsync<OutsideServiceUnavailableException>(() => sandboxes.Mail().Send(mail, CancellationToken.None));
        }

        await using (await sandboxes.Told("mail", "slow", 60_000))
        {
            await Should.ThrowAsync<OutsideServiceUnavailableException>(() =>
                sandboxes.Mail(TimeSpan.FromSeconds(0.3)).Send(mail, CancellationToken.None));
        }

        (await sandboxes.Outbox(mail.To)).ShouldBeEmpty();
    }

    Task<(int ExitCode, byte[] Output, string Errors)> Curl(string to, string mail) => PublicTool.Run(
        "curl",
        ["-sS", $"smtp://127.0.0.1:{sandboxes.SmtpPort}", "--mail-from", "court@court.invalid", "--mail-rcpt", to, "-T", "-"],
        Encoding.ASCII.GetBytes(mail));

    sealed class Conversation : IDisposable
    {
        readonly TcpClient client = new();
        StreamReader? reader;

        public static async Task<Conversation> Begin(int port)
        {
            var conversation = new Conversation();
            await conversation.client.ConnectAsync("127.0.0.1", port);
            conversation.reader = new StreamReader(conversation.client.GetStream(), Encoding.ASCII);
            (await conversation.Reply()).ShouldStartWith("220");
            return conversation;
        }

        public async Task<string> Say(string text)
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));
            return await Reply();
        }

        public void Dispose()
        {
            reader?.Dispose();
            client.Dispose();
        }

        async Task<string> Reply()
        {
            string? line;
            do
            {
                line = await reader!.ReadLineAsync();
            }
            while (line is { Length: > 3 } && line[3] == '-');
            return line ?? "";
        }
    }
}

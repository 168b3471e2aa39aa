using System.Globalization;
using Mingzheng.Base;
using Mingzheng.Notices.Gateways;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Sandboxes;

public sealed class SmsTests(RunningSandboxes sandboxes) : IClassFixture<RunningSandboxes>
{
    [Fact]
    public async Task A_message_is_in_the_outbox_of_its_receiver()
    {
        using var gateway = sandboxes.Sms();

        var id = await gateway.Send(new ShortMessage("+85291234567", "您的验证码：123456", "sms-1"), CancellationToken.None);

        var message = (await sandboxes.Outbox("+85291234567")).ShouldHaveSingleItem();
        message.GetProperty("id").GetString().ShouldBe(id);
        message.GetProperty("channel").GetString().ShouldBe("sms");
        message.GetProperty("text").GetString().ShouldBe("您的验证码：123456");
        (await sandboxes.Outbox("+85291234568")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeated_reference_sends_nothing_twice()
    {
        using var gateway = sandboxes.Sms();
        var message = new ShortMessage("+85291230002", "once", "sms-2");

        var first = await gateway.Send(message, CancellationToken.None);
        var second = await gateway.Send(message, CancellationToken.None);

        second.ShouldBe(first);
        (await sandboxes.Outbox(message.To)).Length.ShouldBe(1);
    }

    // Attack: a spent reference carries another text to another phone.
    [Fact]
    public async Task A_reference_of_another_message_is_refused()
    {
        using var gateway = sandboxes.Sms();
        await gateway.Send(new ShortMessage("+85291230003", "first", "sms-3"), CancellationToken.None);

        (await Refused(gateway, new ShortMessage("+85291230003", "second", "sms-3"))).ShouldBe("reference-reused");
        (await Refused(gateway, new ShortMessage("+85291230004", "first", "sms-3"))).ShouldBe("reference-reused");
        (await sandboxes.Outbox("+85291230003")).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("91234567", "text", "sms-4")]
    [InlineData("+0123456789", "text", "sms-5")]
    [InlineData("+85291234567", "", "sms-6")]
    [InlineData("+85291234567", "text", "")]
    public async Task A_message_without_number_text_or_reference_is_refused(string to, string text, string reference)
    {
        using var gateway = sandboxes.Sms();

        (await Refused(gateway, new ShortMessage(to, text, reference))).ShouldBe("unreadable");
    }

    [Fact]
    public async Task A_message_of_any_length_over_the_limit_is_refused()
    {
        using var gateway = sandboxes.Sms();

        (await Refused(gateway, new ShortMessage("+85291230007", new string('长', 1_001), "sms-7"))).ShouldBe("unreadable");
        (await Refused(gateway, new ShortMessage("+85291230007", new string('长', 20_000), "sms-7"))).ShouldBe("too-large");
    }

    [Fact]
    public async Task A_wrong_secret_sends_nothing()
    {
        using var gateway = sandboxes.Sms(key: new OutsideServiceKey(RunningSandboxes.Key.AppId, "guess"));

        (await Refused(gateway, new ShortMessage("+85291230008", "text", "sms-8"))).ShouldBe("bad-signature");
        (await sandboxes.Outbox("+85291230008")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Twenty_repeats_at_once_send_one_message()
    {
        using var gateway = sandboxes.Sms();
        var message = new ShortMessage("+85291230009", "once", "sms-9");

        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gateway.Send(message, CancellationToken.None)));

        ids.Distinct().Count().ShouldBe(1);
        (await sandboxes.Outbox(message.To)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_gateway_that_refuses_fails_or_dawdles_says_so_by_type()
    {
        using var gateway = sandboxes.Sms(TimeSpan.FromSeconds(0.3));
        var message = new ShortMessage("+85291230010", "text", 10.ToString(CultureInfo.InvariantCulture));
        await using (await sandboxes.Told("sms", "refuse"))
        {
            (await Refused(gateway, message)).ShouldBe("refused");
        }

        await using (await sandboxes.Told("sms", "fail"))
        {
            await Should.ThrowAsync<OutsideServiceUnavailableException>(() => gateway.Send(message, CancellationToken.None));
        }

        await using (await sandboxes.Told("sms", "slow", 60_000))
        {
            await Should.ThrowAsync<OutsideServiceUnavailableException>(() => gateway.Send(message, CancellationToken.None));
        }
    }

    static async Task<string> Refused(SmsGateway gateway, ShortMessage message) =>
        (await Should.ThrowAsync<OutsideServiceRefusedException>(() => gateway.Send(message, CancellationToken.None))).Code;
}

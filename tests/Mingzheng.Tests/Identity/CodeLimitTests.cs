using Mingzheng.Base.Database;
using Mingzheng.Development;
using Mingzheng.Identity.SigningIn;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Identity;

/// <summary>Attack: asking for codes to somebody else's contact until its owner gets none, or until a guess is right.</summary>
[Trait("kind", "court")]
public sealed class CodeLimitTests
{
    static readonly string Known = DemoPeople.Principal.Phone;

    /// <summary>A stranger's flood, from one network or from many, keeps nobody out of their own account; messages stay bounded.</summary>
    [Theory, DatabaseData]
    public async Task A_stranger_who_asks_for_codes_does_not_keep_the_owner_from_signing_in(DatabaseKind database)
    {
        var clock = FakeClock.OnAWednesdayMorning();
        await using var court = await CourtHost.Start(database, clock, "Proxies:Trusted=127.0.0.1");
        (await Flood(court, "203.0.113.1", 20)).ShouldBe(5, "one network");
        await SignInFrom(court, "198.51.100.1");

        (await Flood(court, "203.0.113.2", 20) + await Flood(court, "203.0.113.3", 20)).ShouldBe(4, "all strange networks together");

        (await AskFrom(court, "198.51.100.2")).Page.Readable.ShouldContain("以前登录过的网络", customMessage: "a network that nobody knows waits");
        await SignInFrom(court, "198.51.100.1");
        (await court.Sandboxes.MessagesTo(Known)).Count.ShouldBe(11);
        clock.Advance(SignInRules.Window);
        await SignInFrom(court, "198.51.100.2");
    }

    /// <summary>Attack: all codes that strange networks get are spent, and the owner is on a journey. The browser in which they signed in is known by its cookie.</summary>
    [Theory, DatabaseData]
    public async Task A_browser_in_which_the_owner_signed_in_gets_a_code_in_any_network(DatabaseKind database)
    {
        var clock = FakeClock.OnAWednesdayMorning();
        await using var court = await CourtHost.Start(database, clock, "Proxies:Trusted=127.0.0.1");
        var (owner, page) = await AskFrom(court, "198.51.100.1");
        (await owner.Submit(page, "/sign-in/code", ("code", await court.Sandboxes.CodeSentTo(Known)))).Path.ShouldBe("/desk");
        await owner.Submit(await owner.Get("/desk"), "/sign-out");
        var (other, _) = await AskOther(court, "198.51.100.2", "other@mail.example");
        (await Flood(court, "203.0.113.2", 20) + await Flood(court, "203.0.113.3", 20)).ShouldBe(SignInRules.MostAnywhere - 1);

        (await AskFrom(court, "198.51.100.9")).Page.Readable.ShouldContain("以前登录过的浏览器", customMessage: "a browser that nobody knows waits");
        Move(other, "198.51.100.9");
        (await other.AskForCode(Known)).Path.ShouldBe("/sign-in", "the browser is known to another contact");
        Move(owner, "198.51.100.9");
        for (var i = 0; i < SignInRules.MostHere; i++)
        {
            page = await owner.AskForCode(Known);
            page.Path.ShouldBe("/sign-in/code");
        }

        (await owner.AskForCode(Known)).Status.ShouldBe(System.Net.HttpStatusCode.TooManyRequests, "a known browser has its own five");
        (await owner.Submit(page, "/sign-in/code", ("code", await court.Sandboxes.CodeSentTo(Known)))).Path.ShouldBe("/desk");
        owner.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task The_cookie_of_a_known_browser_is_for_the_server_alone_and_lets_nobody_in()
    {
        await using var court = await CourtHost.Start();
        using var owner = await court.SignIn("HKP");
        var cookie = owner.Cookies.GetAllCookies().First(one => one.Name == "sign-in-device");
        cookie.HttpOnly.ShouldBeTrue();
        cookie.Expires.ShouldBeGreaterThan(TimeProvider.System.GetLocalNow().DateTime.AddDays(80));
        using var copy = court.Visitor();
        copy.Cookies.Add(cookie);

        (await copy.Get("/desk")).Refusal.ShouldBe("SIGN_IN_FIRST");
    }

    /// <summary>What asking gains a guesser is taken away in tries: after many codes in a day each has one.</summary>
    [Fact]
    public async Task After_many_codes_in_a_day_a_code_to_a_strange_network_has_one_try_and_the_owners_has_all()
    {
        var clock = FakeClock.OnAWednesdayMorning();
        await using var court = await CourtHost.Start(clock: clock, settings: "Proxies:Trusted=127.0.0.1");
        await SignInFrom(court, "198.51.100.1");
        for (var network = 1; network <= 4; network++)
        {
            clock.Advance(SignInRules.Window);
            (await Flood(court, $"203.0.113.{network}", 5)).ShouldBe(5);
        }

        clock.Advance(SignInRules.Window);
        (await WrongOnce(court, "203.0.113.9")).ShouldContain("还可以再试 0 次");
        (await WrongOnce(court, "198.51.100.1")).ShouldContain("还可以再试 4 次");
    }

    [Theory]
    [InlineData(4, 19, 9, 1000, 59, 999, false, null, 1)]
    [InlineData(0, 0, 0, 0, 0, 0, false, null, 5)]
    [InlineData(0, 0, 9, 19, 0, 0, false, null, 5)]
    [InlineData(5, 5, 5, 5, 5, 5, false, "CODE_TOO_OFTEN", 5)]
    [InlineData(5, 5, 5, 5, 5, 5, true, "CODE_TOO_OFTEN", 5)]
    [InlineData(0, 0, 0, 0, 60, 60, false, "CODE_TOO_OFTEN", 5)]
    [InlineData(0, 20, 0, 20, 0, 0, false, "CODE_ASKED_OFTEN", 1)]
    [InlineData(0, 0, 10, 10, 0, 10, false, "CODE_ASKED_OFTEN", 5)]
    [InlineData(0, 0, 0, 0, 0, 1000, false, "CODE_BUSY", 5)]
    [InlineData(4, 19, 1000, 1000, 1000, 1000, true, null, 5)]
    [InlineData(4, 20, 1000, 1000, 1000, 1000, true, null, 1)]
    public void Codes_are_counted_by_contact_and_network_and_a_known_network_by_itself_alone(
        int here, int hereToday, int anywhere, int anywhereToday, int byNetwork, int inAll, bool known, string? refused, int tries)
    {
        var asked = new AskedBefore(here, hereToday, anywhere, anywhereToday, byNetwork, inAll, known);

        SignInRules.MayAsk(asked, SignInLimits.Usual)?.Code.ShouldBe(refused);
        (SignInRules.MayAsk(asked, SignInLimits.Usual) is null).ShouldBe(refused is null);
        SignInRules.TriesOf(asked).ShouldBe(tries);
    }

    [Theory]
    [InlineData(29, 99, 299, false, null)]
    [InlineData(30, 30, 30, false, "CODE_TRIED_OFTEN")]
    [InlineData(0, 100, 0, false, "CODE_TRIED_OFTEN")]
    [InlineData(0, 0, 300, false, "CODE_BUSY")]
    [InlineData(1000, 1000, 1000, true, null)]
    public void Wrong_tries_are_counted_by_network_and_in_all_and_never_stop_a_network_that_the_contact_knows(
        int byNetwork, int byNetworkToday, int inAll, bool known, string? refused) =>
        (SignInRules.MayTry(new TriedBefore(byNetwork, byNetworkToday, inAll, known), SignInLimits.Usual)?.Code).ShouldBe(refused);

    /// <summary>All at once from one network: each would count the codes before any of the others is kept.</summary>
    [Theory, DatabaseData]
    public async Task Codes_asked_for_at_the_same_moment_are_counted_one_after_another(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        var asked = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            using var visitor = court.Visitor();
            return await visitor.AskForCode(Known);
        }));

        asked.Count(page => page.Path == "/sign-in/code").ShouldBe(SignInRules.MostHere);
        (await court.Sandboxes.MessagesTo(Known)).Count.ShouldBe(SignInRules.MostHere);
    }

    /// <summary>Spraying: one guess at each of many contacts, all at once, so that no single code runs out of tries.</summary>
    [Theory, DatabaseData]
    public async Task Guesses_at_many_contacts_from_one_network_come_to_an_end(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database, settings: "Proxies:Trusted=127.0.0.1");
        await SignInFrom(court, "198.51.100.1");
        var asked = new List<(Visitor Visitor, Page Page, string Wrong)>();
        for (var i = 0; i < SignInRules.MostWrongByNetwork + 10; i++)
        {
            var visitor = court.Visitor();
            visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.1");
            var page = await visitor.AskForCode($"sprayed{i}@mail.example");
            asked.Add((visitor, page, await court.Sandboxes.CodeSentTo($"sprayed{i}@mail.example") == "000000" ? "000001" : "000000"));
        }

        var guesses = await Task.WhenAll(asked.Select(one => one.Visitor.Submit(one.Page, "/sign-in/code", ("code", one.Wrong))));
        asked.ForEach(one => one.Visitor.Dispose());

        guesses.Count(page => page.Readable.Contains("还可以再试", StringComparison.Ordinal)).ShouldBe(SignInRules.MostWrongByNetwork);
        guesses.Count(page => page.Readable.Contains("输错验证码的次数过多", StringComparison.Ordinal)).ShouldBe(10);
        await SignInFrom(court, "198.51.100.1");
    }

    [Fact]
    public async Task All_networks_together_get_so_many_codes_and_no_more()
    {
        await using var court = await CourtHost.Start(DatabaseKind.Sqlite, null, "Proxies:Trusted=127.0.0.1", "SignIn:CodesInAll=2");
        await SignInFrom(court, "198.51.100.1");
        (await Flood(court, "203.0.113.1", 1)).ShouldBe(1);
        (await Flood(court, "203.0.113.2", 1)).ShouldBe(0);
        await SignInFrom(court, "198.51.100.1");
    }

    static async Task<(Visitor Visitor, Page Page)> AskFrom(CourtHost court, string network)
    {
        var visitor = court.Visitor();
        visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-For", network);
        return (visitor, await visitor.AskForCode(Known));
    }

    /// <summary>Somebody with an own account and a browser that is known to it.</summary>
    static async Task<(Visitor Visitor, Page Page)> AskOther(CourtHost court, string network, string contact)
    {
        var visitor = court.Visitor();
        Move(visitor, network);
        var page = await visitor.Submit(await visitor.AskForCode(contact), "/sign-in/code", ("code", await court.Sandboxes.CodeSentTo(contact)));
        page = await visitor.Submit(page, "/sign-in/name", ("name", "某人"));
        return (visitor, await visitor.Submit(page, "/sign-out"));
    }

    static void Move(Visitor visitor, string network)
    {
        visitor.Http.DefaultRequestHeaders.Remove("X-Forwarded-For");
        visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-For", network);
    }

    /// <summary>How many of so many requests brought a code.</summary>
    static async Task<int> Flood(CourtHost court, string network, int times)
    {
        var sent = 0;
        for (var i = 0; i < times; i++)
        {
            var (visitor, page) = await AskFrom(court, network);
            sent += page.Path == "/sign-in/code" ? 1 : 0;
            visitor.Dispose();
        }

        return sent;
    }

    static async Task SignInFrom(CourtHost court, string network)
    {
        var (visitor, page) = await AskFrom(court, network);
        page = await visitor.Submit(page, "/sign-in/code", ("code", await court.Sandboxes.CodeSentTo(Known)));
        page.Path.ShouldBe("/desk");
        visitor.Dispose();
    }

    static async Task<string> WrongOnce(CourtHost court, string network)
    {
        var (visitor, page) = await AskFrom(court, network);
        var wrong = await court.Sandboxes.CodeSentTo(Known) == "000000" ? "000001" : "000000";
        page = await visitor.Submit(page, "/sign-in/code", ("code", wrong));
        visitor.Dispose();
        return page.Readable;
    }
}

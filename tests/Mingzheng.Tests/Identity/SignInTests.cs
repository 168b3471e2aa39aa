using System.Net;
using Mingzheng.Base.Database;
using Mingzheng.Development;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Identity;

/// <summary>Attacks: guessing, replaying and flooding codes; finding out who has an account; using a copied cookie.</summary>
[Trait("kind", "court")]
public sealed class SignInTests
{
    const string Stranger = "chan@mail.example";
    static readonly string Known = DemoPeople.Principal.Phone;

    [Theory, DatabaseData]
    public async Task A_known_person_signs_in_with_the_code_and_sees_their_desk(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");

        (await person.Get("/desk")).Readable.ShouldContain(DemoPeople.Principal.Name);
    }

    [Theory, DatabaseData]
    public async Task A_first_sign_in_by_mail_asks_for_the_name_and_opens_the_account(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var visitor = court.Visitor("en");
        var page = await visitor.AskForCode(Stranger);
        page = await visitor.Submit(page, "/sign-in/code", ("code", await court.Sandboxes.CodeSentTo(Stranger)));
        page.Path.ShouldBe("/sign-in/name");

        page = await visitor.Submit(page, "/sign-in/name", ("name", "Chan Tai-ming"));

        page.Path.ShouldBe("/desk");
        page.Readable.ShouldContain("Chan Tai-ming");
        using var again = await court.SignInWith(Stranger, "en");
        (await again.Get("/desk")).Readable.ShouldContain("Chan Tai-ming");
    }

    [Fact]
    public async Task A_code_is_worth_nothing_after_ten_minutes()
    {
        var clock = FakeClock.OnAWednesdayMorning();
        await using var court = await CourtHost.Start(clock: clock);
        using var visitor = court.Visitor();
        var page = await visitor.AskForCode(Known);
        clock.Advance(TimeSpan.FromMinutes(10));

        page = await visitor.Submit(page, "/sign-in/code", ("code", await court.Sandboxes.CodeSentTo(Known)));

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Readable.ShouldContain("已过期");
        (await visitor.Get("/desk")).Refusal.ShouldBe("SIGN_IN_FIRST");
    }

    [Theory, DatabaseData]
    public async Task A_code_serves_once_and_only_in_the_browser_that_asked_for_it(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var thief = court.Visitor();
        using var visitor = court.Visitor();
        var page = await visitor.AskForCode(Known);
        var code = await court.Sandboxes.CodeSentTo(Known);

        // The thief saw the code but has no ticket of this browser.
        await thief.Get("/sign-in");
        (await thief.Post("/sign-in/code", ("code", code))).Path.ShouldBe("/sign-in");
        (await visitor.Submit(page, "/sign-in/code", ("code", code))).Path.ShouldBe("/desk");
        var ticket = visitor.Cookies.GetAllCookies().FirstOrDefault(cookie => cookie.Name == "sign-in-code");
        ticket.ShouldBeNull("the ticket is taken back");
    }

    [Theory, DatabaseData]
    public async Task A_replayed_code_is_refused_even_with_the_ticket(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var visitor = court.Visitor();
        var page = await visitor.AskForCode(Known);
        var ticket = visitor.Cookies.GetAllCookies().First(cookie => cookie.Name == "sign-in-code");
        using var copy = court.Visitor();
        copy.Cookies.Add(ticket);
        var code = await court.Sandboxes.CodeSentTo(Known);
        (await visitor.Submit(page, "/sign-in/code", ("code", code))).Path.ShouldBe("/desk");

        var replayed = await copy.Submit(await copy.Get("/sign-in/code"), "/sign-in/code", ("code", code));

        replayed.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        replayed.Readable.ShouldContain("已经使用过");
    }

    /// <summary>Who presses the button too early, or sends a part of the code, has guessed nothing.</summary>
    [Theory, DatabaseData]
    public async Task What_is_no_code_costs_no_try(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var visitor = court.Visitor("en");
        var page = await visitor.AskForCode(Known);
        foreach (var typed in new[] { "", " ", "12345", "1234567", "abcdef", "" })
        {
            page = await visitor.Submit(page, "/sign-in/code", ("code", typed));
            page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            page.Text.ShouldContain("href=\"#field-code\"");
            page.Readable.ShouldContain("Enter the code of 6 digits");
            page.Readable.ShouldNotContain("Tries left");
        }

        var code = await court.Sandboxes.CodeSentTo(Known);
        (await visitor.Submit(page, "/sign-in/code", ("code", $" {code[..3]} {code[3..]}"))).Path.ShouldBe("/desk");
    }

    /// <summary>Five tries of a million: the sixth is refused although the code is right.</summary>
    [Theory, DatabaseData]
    public async Task After_five_wrong_tries_the_right_code_is_refused(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var visitor = court.Visitor();
        var page = await visitor.AskForCode(Known);
        var code = await court.Sandboxes.CodeSentTo(Known);
        var wrong = code == "000000" ? "000001" : "000000";
        for (var left = 4; left >= 0; left--)
        {
            page = await visitor.Submit(page, "/sign-in/code", ("code", wrong));
            page.Readable.ShouldContain($"还可以再试 {left} 次");
        }

        page = await visitor.Submit(page, "/sign-in/code", ("code", code));

        page.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await visitor.Get("/desk")).Refusal.ShouldBe("SIGN_IN_FIRST");
    }

    [Theory, DatabaseData]
    public async Task Codes_to_one_contact_are_limited_over_restarts(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        for (var i = 0; i < 5; i++)
        {
            using var visitor = court.Visitor();
            (await visitor.AskForCode(Known)).Path.ShouldBe("/sign-in/code");
        }

        await court.Restart();
        using var sixth = court.Visitor();
        var page = await sixth.AskForCode(Known);

        page.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await court.Sandboxes.MessagesTo(Known)).Count.ShouldBe(5);
    }

    /// <summary>Who has an account here is nobody's business: until a code proves the contact, the answers are the same.</summary>
    [Fact]
    public async Task The_answer_does_not_tell_whether_there_is_an_account()
    {
        await using var court = await CourtHost.Start();
        using var first = court.Visitor();
        using var second = court.Visitor();
        var known = await first.AskForCode(Known);
        var unknown = await second.AskForCode("+85291234568");

        unknown.Status.ShouldBe(known.Status);
        unknown.Path.ShouldBe(known.Path);
        // Both numbers are masked to the same text.
        unknown.Readable.Replace("68", "67", StringComparison.Ordinal).ShouldBe(known.Readable.Replace("68", "67", StringComparison.Ordinal));
    }

    [Theory, DatabaseData]
    public async Task The_same_form_sent_twice_sends_one_code(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var visitor = court.Visitor();
        await visitor.Get("/sign-in");
        var act = visitor.NewAct();
        await visitor.Post("/sign-in", act, ("contact", Known));
        await visitor.Post("/sign-in", act, ("contact", Known));

        (await court.Sandboxes.MessagesTo(Known)).Count.ShouldBe(1);
        var page = await visitor.Submit(await visitor.Get("/sign-in/code"), "/sign-in/code", ("code", await court.Sandboxes.CodeSentTo(Known)));
        page.Path.ShouldBe("/desk");
    }

    /// <summary>
    /// Attack: a code to one's own contact, then the same act with a judge's phone, so that the second ticket names the judge. Property: a
    /// code proves the contact to which it went and no other.
    /// </summary>
    [Theory, DatabaseData]
    public async Task A_code_to_ones_own_contact_signs_in_nobody_else_under_the_same_act_id(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var visitor = court.Visitor();
        await visitor.Get("/sign-in");
        var act = visitor.NewAct();
        await visitor.Post("/sign-in", act, ("contact", Stranger));

        (await visitor.Post("/sign-in", act, ("contact", DemoPeople.Judge.Phone))).Refusal.ShouldBe("ACT_REUSED");

        (await court.Sandboxes.MessagesTo(DemoPeople.Judge.Phone)).ShouldBeEmpty();
        var page = await visitor.Submit(await visitor.Get("/sign-in/code"), "/sign-in/code", ("code", await court.Sandboxes.CodeSentTo(Stranger)));
        page.Path.ShouldBe("/sign-in/name", "the code proves the first contact still");
        (await visitor.Get("/desk")).Refusal.ShouldBe("SIGN_IN_FIRST");
    }

    [Fact]
    public async Task A_code_that_was_not_sent_is_told_and_can_be_asked_again()
    {
        await using var court = await CourtHost.Start();
        using var visitor = court.Visitor();
        await court.Sandboxes.Tell("sms", "fail");
        var page = await visitor.AskForCode(Known);
        page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Readable.ShouldContain("没有发出去");
        await court.Sandboxes.Tell("sms", "ok");

        page = await visitor.Submit(page, "/sign-in");

        page.Path.ShouldBe("/sign-in/code");
    }

    [Theory, DatabaseData]
    public async Task A_copied_cookie_is_worth_nothing_after_signing_out(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");
        using var copy = court.Visitor();
        copy.Cookies.Add(person.Cookies.GetAllCookies().First(cookie => cookie.Name == "sign-in"));
        (await copy.Get("/desk")).Status.ShouldBe(HttpStatusCode.OK);

        await person.Submit(await person.Get("/desk"), "/sign-out");

        (await copy.Get("/desk")).Refusal.ShouldBe("SIGN_IN_FIRST");
    }

    [Theory, DatabaseData]
    public async Task A_sign_in_survives_a_restart_and_ends_after_twelve_hours(DatabaseKind database)
    {
        var clock = FakeClock.OnAWednesdayMorning();
        await using var court = await CourtHost.Start(database, clock);
        using var person = await court.SignIn("JDG");
        var cookie = person.Cookies.GetAllCookies().First(one => one.Name == "sign-in");
        cookie.HttpOnly.ShouldBeTrue();
        await court.Restart();
        using var later = court.Visitor();
        later.Cookies.Add(court.Address, new Cookie(cookie.Name, cookie.Value));
        (await later.Get("/desk")).Status.ShouldBe(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromHours(12));

        (await later.Get("/desk")).Refusal.ShouldBe("SIGN_IN_FIRST");
    }

    [Fact]
    public async Task A_made_up_cookie_is_nobody()
    {
        await using var court = await CourtHost.Start();
        using var visitor = court.Visitor();
        visitor.Cookies.Add(court.Address, new Cookie("sign-in", "CfDJ8AAAAAAAAAAAAAAAAAAAAAAA"));

        (await visitor.Get("/desk")).Refusal.ShouldBe("SIGN_IN_FIRST");
    }

    [Theory]
    [InlineData("91234567", "区号")]
    [InlineData("+14165550123", "电子邮箱")]
    [InlineData("not a contact", "不是有效的")]
    [InlineData("a@b\r\nBcc: c@d.example", "不是有效的")]
    public async Task A_contact_that_cannot_be_reached_is_explained(string contact, string because)
    {
        await using var court = await CourtHost.Start();
        using var visitor = court.Visitor();

        var page = await visitor.AskForCode(contact);

        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.Readable.ShouldContain(because);
    }

    [Fact]
    public async Task Nobody_is_led_to_another_site_after_signing_in()
    {
        await using var court = await CourtHost.Start();
        using var visitor = court.Visitor();
        var page = await visitor.Submit(await visitor.Get("/sign-in?to=//evil.example/"), "/sign-in", ("contact", Known));

        page = await visitor.Submit(page, "/sign-in/code", ("code", await court.Sandboxes.CodeSentTo(Known)));

        page.Path.ShouldBe("/desk");
    }

    /// <summary>The look who is there fails like anything else: with a page that says so, and with the headers of every page.</summary>
    [Theory, DatabaseData]
    public async Task When_nobody_can_be_looked_up_the_answer_is_a_page_with_its_headers(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var person = await court.SignIn("HKP");
        await court.Get<Writer>().Housekeep(async (connection, transaction) =>
        {
            await using var hide = connection.Command("alter table sign_ins rename to hidden", transaction);
            await hide.ExecuteNonQueryAsync();
        });

        var page = await person.Get("/desk");

        page.Status.ShouldBe(HttpStatusCode.InternalServerError);
        page.Refusal.ShouldBe("FAULT");
        page.Response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self'");
        page.Response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    /// <summary>What stands in the database of a stolen disk: no contact and no name in clear.</summary>
    [Fact]
    public async Task Contact_and_name_are_not_kept_in_clear()
    {
        await using var court = await CourtHost.Start();
        using var person = await court.SignIn("HKP");

        court.FilesContaining(Known[1..]).ShouldBeEmpty();
        court.FilesContaining(DemoPeople.Principal.Name).ShouldBeEmpty();
        court.FilesContaining(DemoPeople.CourtName).ShouldNotBeEmpty("the search finds what is there");
        var national = Known["+852".Length..];
        court.Log.All.ShouldNotContain(line => line.Contains(national, StringComparison.Ordinal));
    }
}

using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Mingzheng.Development;
using Mingzheng.Identity.SigningIn;
using Mingzheng.Notices;
using Mingzheng.Tests.Hosting;
using static Mingzheng.Tests.Hostile.Besieged;

namespace Mingzheng.Tests.Hostile;

/// <summary>Codes guessed and used again, cookies copied, made up and kept too long.</summary>
static class SignInAttacks
{
    public static readonly IReadOnlyList<Attack> All =
    [
        new("a sign-in code guessed five times, then right", 429, "CODE_SPENT", async court =>
        {
            var (visitor, code) = await Asked(court, "guessed@mail.example");
            var wrong = code == "000000" ? "000001" : "000000";
            for (var guess = 0; guess < 5; guess++)
            {
                await Form(visitor, "/sign-in/code", ("code", wrong));
            }

            return () => Form(visitor, "/sign-in/code", ("code", code));
        }),
        new("a sign-in code used a second time", 422, "CODE_USED", async court =>
        {
            var (visitor, code) = await Asked(court, "twice@mail.example");
            await Form(visitor, "/sign-in/code", ("code", code));
            return () => Form(visitor, "/sign-in/code", ("code", code));
        }),
        new("an account opened with a code that was never proved", 422, "CODE_EXPIRED", async court =>
        {
            var (visitor, _) = await Asked(court, "unproved@mail.example");
            return () => Form(visitor, "/sign-in/name", ("name", "Mallory"));
        }),
        // Property: who proves one contact is never signed in as the holder of another, whatever act ids the attacker chooses.
        new("the act id of a code to one's own contact, used again with a judge's phone", 409, "ACT_REUSED", async court =>
        {
            var (visitor, act, _) = await AskedUnder(court, "reused@mail.example");
            return () => Form(visitor, "/sign-in", act, ("contact", DemoPeople.Judge.Phone));
        }),
        new("a code to one's own contact with a ticket that names a judge's phone", 422, "CODE_EXPIRED", async court =>
        {
            var (visitor, _, code) = await AskedUnder(court, "forged@mail.example");
            NameInTicket(court, visitor, DemoPeople.Judge.Phone);
            return () => Form(visitor, "/sign-in/code", ("code", code));
        }),
        new("a sixth code to one contact", 429, "CODE_TOO_OFTEN", async court =>
        {
            for (var asked = 0; asked < 5; asked++)
            {
                (await Asked(court, "flooded@mail.example")).Visitor.Dispose();
            }

            return () => Form(court.Nobody, "/sign-in", ("contact", "flooded@mail.example"));
        }),
        new("a contact with a second header line", 422, "CONTACT_INVALID", court => Form(court.Nobody, "/sign-in", ("contact", "a@b.example\r\nBcc: c@d.example"))),
        new("a contact with the quotes of SQL", 422, "CONTACT_INVALID", court => Form(court.Nobody, "/sign-in", ("contact", "' or 1=1; drop table accounts; --"))),
        new("a name of nothing visible", 422, "NAME_MISSING", async court =>
        {
            var (visitor, code) = await Asked(court, "invisible@mail.example");
            await Form(visitor, "/sign-in/code", ("code", code));
            return () => Form(visitor, "/sign-in/name", ("name", "\u200b\u202e\u2060\u0007\ufeff"));
        }),
        new("a name of ten thousand letters", 422, "NAME_TOO_LONG", async court =>
        {
            var (visitor, code) = await Asked(court, "long@mail.example");
            await Form(visitor, "/sign-in/code", ("code", code));
            return () => Form(visitor, "/sign-in/name", ("name", new string('陈', 10_000)));
        }),
        new("a cookie of our name with made-up content", 401, "SIGN_IN_FIRST", court =>
        {
            var visitor = court.Court.Visitor();
            visitor.Cookies.Add(court.Court.Address, new Cookie("sign-in", "CfDJ8AAAAAAAAAAAAAAAAAAAAAAA"));
            return Get(visitor, "/desk");
        }),
        new("a cookie copied before its owner signed out", 401, "SIGN_IN_FIRST", async court =>
        {
            using var owner = await court.Court.SignIn("CLK");
            var copy = Copy(court, owner);
            await owner.Submit(await owner.Get("/desk"), "/sign-out");
            return () => Get(copy, "/desk");
        }),
        new("a sign-in that has run out", 401, "SIGN_IN_FIRST", async court =>
        {
            using var owner = await court.Court.SignIn("CLK");
            var copy = Copy(court, owner);
            var newest = "(select id from sign_ins order by at desc limit 1)";
            await court.Tamper($"update sign_ins set expires_at = at where id = {newest}");
            return () => Get(copy, $"{court.Authorization}");
        }),
    ];

    static async Task<(Visitor Visitor, Guid Act, string Code)> AskedUnder(Besieged court, string contact)
    {
        var visitor = court.Court.Visitor();
        var act = visitor.NewAct();
        await Form(visitor, "/sign-in", act, ("contact", contact));
        return (visitor, act, await court.Court.Sandboxes.CodeSentTo(contact));
    }

    /// <summary>Seals a ticket anew as the court would, with another contact in it: what a mistake in giving tickets would hand out.</summary>
    static void NameInTicket(Besieged court, Visitor visitor, string phone)
    {
        var protector = court.Court.Get<IDataProtectionProvider>().CreateProtector("mingzheng/sign-in-code/v1");
        var cookie = visitor.Cookies.GetAllCookies().First(one => one.Name == "sign-in-code");
        var ticket = JsonSerializer.Deserialize<SignInTicket>(protector.Unprotect(cookie.Value))!;
        var forged = protector.Protect(JsonSerializer.Serialize(ticket with { Channel = Channel.Sms, Address = phone }));
        visitor.Cookies.Add(court.Court.Address, new Cookie(cookie.Name, forged));
    }

    static async Task<(Visitor Visitor, string Code)> Asked(Besieged court, string contact)
    {
        var visitor = court.Court.Visitor();
        await visitor.AskForCode(contact);
        return (visitor, await court.Court.Sandboxes.CodeSentTo(contact));
    }

    static Visitor Copy(Besieged court, Visitor owner)
    {
        var copy = court.Court.Visitor();
        copy.Cookies.Add(owner.Cookies.GetAllCookies().First(cookie => cookie.Name == "sign-in"));
        return copy;
    }
}

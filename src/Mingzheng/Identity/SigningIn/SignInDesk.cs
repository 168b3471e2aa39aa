using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Base.Identifiers;
using Mingzheng.Notices;
using Mingzheng.Objects;
using Mingzheng.Web;

namespace Mingzheng.Identity.SigningIn;

/// <summary>What came of a code: a sign-in, or a proved contact that has no account yet (then <paramref name="SignIn"/> is null).</summary>
public sealed record ProvedContact(Guid? SignIn);

/// <summary>
/// Signing in by a one-time code. The answer is the same whether or not there is an account: a code goes to every contact, and
/// only who proves the contact learns more.
/// </summary>
public sealed partial class SignInDesk(
    Writer writer, Reads reads, Accounts accounts, DataKeys keys, Messenger messenger, SignInLimits limits, TimeProvider clock,
    ILogger<SignInDesk> log)
{
    const int LongestName = 100;

    /// <summary>Keeps a code, then sends it, outside the transaction.</summary>
    /// <exception cref="RefusedException">
    /// CODE_TOO_OFTEN, CODE_ASKED_OFTEN, CODE_BUSY, or CODE_NOT_SENT: ask again; ACT_REUSED when the act asked for a code to another contact.
    /// </exception>
    public async Task<SignInTicket> Ask(Guid act, Contact contact, SignInPlace place, string? returnTo, Words words)
    {
        var id = Guid.CreateVersion7(clock.Now());
        var digits = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var row = new SignInCode
        {
            Id = id,
            ContactHash = accounts.HashOf(contact),
            AddressHash = HashOf(place),
            Channel = contact.Channel,
            CodeHash = HashOf(id, digits),
            AskedAt = clock.Now(),
            ExpiresAt = clock.Now() + SignInRules.CodeIsGood,
        };
        var kept = await writer.Do(new Command(act, VisitorOf(act), "sign-in.ask"), async writing =>
        {
            var asked = await SignInCounts.Asked(writing, row, place.IsKnown);
            Refuse.If(SignInRules.MayAsk(asked, limits));
            row.Attempts = SignInRules.MostAttempts - SignInRules.TriesOf(asked);
            writing.Db.Add(row);
            return id;
        });

        // A repeat of the same form over a bad line: the code of the first one is on its way.
        if (kept == id)
        {
            await Send(contact, digits, id, words);
        }
        else
        {
            await IsTo(contact, kept);
        }

        return new SignInTicket(kept, contact.Channel, contact.Address, row.AskedAt + SignInRules.NameMayWait, returnTo);
    }

    /// <summary>
    /// The act id is the visitor's own: a code that went to one contact must never be given a ticket that names another. Nor is there a ticket for
    /// a code that was swept away.
    /// </summary>
    async Task IsTo(Contact contact, Guid code)
    {
        await using var db = reads.Open();
        var first = await db.FindAsync<SignInCode>(code);
        Refuse.If(first is not null && IsTo(contact, first) ? null : new Refusal("ACT_REUSED") { Status = StatusCodes.Status409Conflict });
    }

    bool IsTo(Contact contact, SignInCode code) => code.ContactHash.AsSpan().SequenceEqual(accounts.HashOf(contact));

    /// <summary>Compares the digits; a wrong try is counted even though it is refused.</summary>
    /// <exception cref="RefusedException">CODE_WRONG, CODE_EXPIRED, CODE_SPENT, CODE_USED; CODE_TRIED_OFTEN, CODE_BUSY.</exception>
    public async Task<ProvedContact> Use(Guid act, SignInTicket ticket, SignInPlace place, string? digits)
    {
        var from = HashOf(place);
        var tried = await writer.Do(new Command(act, VisitorOf(ticket.Code), "sign-in.use-code"), async writing =>
        {
            var code = await writing.Hold<SignInCode>(ticket.Code);
            Refuse.If(IsTo(ticket.Contact, code) ? null : new Refusal("CODE_EXPIRED") { Field = "code" });
            Refuse.If(SignInRules.MayTry(code, writing.Now));
            Refuse.If(SignInRules.MayTry(await SignInCounts.Tried(writing, code.ContactHash, from, place.IsKnown), limits));
            code.Attempts++;
            if (!CryptographicOperations.FixedTimeEquals(code.CodeHash, HashOf(code.Id, WrittenForm.HalfWidth(digits ?? "").Trim())))
            {
                writing.Db.Add(new SignInWrongTry { Id = writing.NewId(), AddressHash = from, At = writing.Now });
                return new Try(false, SignInRules.MostAttempts - code.Attempts, null);
            }

            code.UsedAt = writing.Now;
            var account = await accounts.Find(writing.Db, ticket.Contact);
            return new Try(true, 0, account is { } known ? Begin(writing, known, code.Channel) : null);
        });
        Refuse.If(tried.Right ? null : new Refusal("CODE_WRONG", null, tried.Left) { Field = "code" });
        return new ProvedContact(tried.SignIn);
    }

    /// <summary>Opens the account of a proved contact and signs the person in.</summary>
    /// <exception cref="RefusedException">NAME_MISSING, NAME_TOO_LONG; CODE_EXPIRED when the contact was not proved; CODE_USED when it has an account.</exception>
    public async Task<Guid> OpenAccount(Guid act, SignInTicket ticket, string? name, Language language, string timeZone)
    {
        var written = WrittenForm.Name(name ?? "");
        Refuse.If(written.Length == 0 ? new Refusal("NAME_MISSING") { Field = "name" }
            : WrittenForm.Length(written) > LongestName ? new Refusal("NAME_TOO_LONG", null, LongestName) { Field = "name" } : null);
        var command = new Command(act, VisitorOf(ticket.Code), "account.open");
        if (!await writer.WasDone(command))
        {
            // Anybody can ask for a code, and a key stays on the disk: it is made for whom the code has proved, one for each code.
            await using var db = reads.Open();
            Refuse.If(await Objection(db, await db.FindAsync<SignInCode>(ticket.Code), ticket.Contact));
        }

        var account = accounts.New(ticket.Code, written, ticket.Contact, language, timeZone, clock.Now());
        return await writer.Do(command, async writing =>
        {
            var code = await writing.Hold<SignInCode>(ticket.Code);
            // Of two codes that were proved for one contact the second finds the account of the first.
            await writing.TakeTurn("identity/account", code.ContactHash);
            Refuse.If(await Objection(writing.Db, code, ticket.Contact));
            writing.Db.Add(account);
            writing.Journal(account.Stream, "identity.account-opened", new() { ["channel"] = WordOf(ticket.Channel) });
            return Begin(writing, account.Id, ticket.Channel);
        });
    }

    /// <summary>Whoever has an account was signed in by the code itself; a code signs in once.</summary>
    async Task<Refusal?> Objection(CourtDb db, SignInCode? code, Contact contact) =>
        code?.UsedAt is null || !IsTo(contact, code) ? new Refusal("CODE_EXPIRED")
        : await accounts.Find(db, contact) is not null ? new Refusal("CODE_USED")
        : null;

    static Guid Begin(Writing writing, Guid account, Channel channel)
    {
        var signIn = new SignIn
        {
            Id = writing.NewId(),
            AccountId = account,
            At = writing.Now,
            ExpiresAt = writing.Now + SignInRules.SignInIsGood,
        };
        writing.Db.Add(signIn);
        writing.Journal(Account.StreamOf(account), "identity.signed-in", new()
        {
            ["channel"] = WordOf(channel),
            ["signIn"] = signIn.Id.ToString("D"),
        });
        return signIn.Id;
    }

    async Task Send(Contact contact, string digits, Guid id, Words words)
    {
        try
        {
            var minutes = (int)SignInRules.CodeIsGood.TotalMinutes;
            await messenger.Send(contact, words["notices.code.subject"], words["notices.code.text", digits, minutes], $"code-{id:N}", CancellationToken.None);
        }
        catch (Exception failure) when (failure is OutsideServiceUnavailableException or OutsideServiceRefusedException)
        {
            CodeNotSent(log, contact.Channel, failure.Message);
            throw new RefusedException(new Refusal("CODE_NOT_SENT") { Field = Contact.Field, Status = StatusCodes.Status503ServiceUnavailable });
        }
    }

    byte[] HashOf(SignInPlace place) => keys.SearchHash("network-address", place.Name);

    byte[] HashOf(Guid id, string digits) => keys.SearchHash("sign-in-code", $"{id:D}\0{digits}");

    /// <summary>Somebody who is nobody yet, as written in the journal.</summary>
    static string VisitorOf(Guid id) => $"visitor:{id:D}";

    static string WordOf(Channel channel) => channel == Channel.Sms ? "sms" : "mail";

    sealed record Try(bool Right, int Left, Guid? SignIn);

    [LoggerMessage(Level = LogLevel.Error, Message = "A sign-in code by {Channel} was not sent: {Reason}")]
    static partial void CodeNotSent(ILogger log, Channel channel, string reason);
}

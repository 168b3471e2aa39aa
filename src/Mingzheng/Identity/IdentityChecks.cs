using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Base.Identifiers;
using Mingzheng.Documents;
using Mingzheng.Identity.Checks;
using Mingzheng.Identity.Platform;
using Mingzheng.Objects;
using Mingzheng.Web;

namespace Mingzheng.Identity;

/// <summary>What the person said, or what was confirmed: a document and the name it writes, in clear for the length of one request.</summary>
public sealed record IdentityFacts(IdentityDocument Document, string Name, Guid? Check, IdentityLevel? Level, DateTimeOffset At);

/// <summary>What came of a comparison, and whether there may be another (ACC-AW-08).</summary>
public sealed record IdentityVerdict(Guid Check, IdentityResult Result, Tries Tries)
{
    /// <summary>What to tell the person; null after a match.</summary>
    [JsonIgnore]
    public Refusal? Refusal => Result switch
    {
        IdentityResult.Match => null,
        IdentityResult.Mismatch => Paused(Tries) ?? new Refusal("FACE_MISMATCH", "ACC-AW-08", Tries.TriesLeft),
        IdentityResult.UnknownDocument => Paused(Tries) ?? new Refusal("IDENTITY_UNKNOWN", "AW-03"),
        _ => throw new InvalidOperationException($"No such result: {Result}"),
    };

    /// <summary>Null while there may be another comparison.</summary>
    internal static Refusal? Paused(Tries tries) => tries.ClosedUntil is { } until
        ? new Refusal("IDENTITY_PAUSED", "ACC-AW-08", CourtTime.Exact(until, CourtTime.Beijing)) { Status = StatusCodes.Status409Conflict }
        : null;
}

/// <summary>
/// Compares people with what the state knows of them: once before a session, and again in the room (OLR 7). A failure of the platform
/// is never a pass.
/// </summary>
public sealed class IdentityChecks(
    Writer writer, Reads reads, Accounts accounts, DataKeys keys, IIdentityPlatform platform, MismatchPause pause,
    PrintCheck print, IExpectedPeople people, TimeProvider clock)
{
    const string PlatformName = "national-identity-platform";
    const int LongestName = 100;
    const string NumberColumn = "identity.document_number";
    const string NameColumn = "identity.name";

    /// <summary>Keeps who the person says to be. A number that cannot exist is refused before anybody outside is asked (ACC-AW-08).</summary>
    /// <param name="consent">The text to which the person agreed: no face is compared without (PIPL 29).</param>
    /// <exception cref="RefusedException">IDENTITY_NUMBER_MISSING, IDENTITY_NUMBER_INVALID, NAME_MISSING, NAME_TOO_LONG, and those of <see cref="PrintCheck"/>.</exception>
    public async Task Claim(Guid act, Person person, IdentityDocumentType type, string? number, string? name, ConsentText consent, CancellationToken stop)
    {
        var command = new Command(act, person.Actor, "identity.claim", Account.StreamOf(person.Account));
        if (await writer.WasDone(command, stop))
        {
            return;
        }

        var document = IdentityDocument.Parse(type, number, clock.Today());
        var written = WrittenForm.Name(name ?? "");
        Refuse.If(Objection(written));
        await print.RefuseUnlessPrintable(stop, ("name", written));
        var key = keys.Of(Accounts.OwnerOf(person.Account));
        var claim = new IdentityClaim
        {
            AccountId = person.Account,
            DocumentType = type,
            DocumentNumber = key.Seal(NumberColumn, document.Number),
            DocumentHash = HashOf(document),
            Name = key.Seal(NameColumn, written),
            At = clock.Now(),
        };
        await writer.Do(command, async writing =>
        {
            await Replace(writing.Db, claim);
            writing.Db.Add(new IdentityConsent
            {
                Id = writing.NewId(),
                AccountId = person.Account,
                TextId = consent.Id,
                TextSha256 = consent.Sha256,
                Language = consent.Language,
                At = writing.Now,
            });
            writing.Journal(Account.StreamOf(person.Account), "identity.claimed", new()
            {
                ["consent"] = consent.Id,
                ["consentLanguage"] = consent.Language,
                ["consentSha256"] = consent.Sha256,
                ["document"] = WordOf(type),
            }, version: 2);
        }, stop);
    }

    /// <summary>Pure: null when a name may be written like this.</summary>
    internal static Refusal? Objection(string name) =>
        name.Length == 0 ? new Refusal("NAME_MISSING") { Field = "name" }
        : WrittenForm.Length(name) > LongestName ? new Refusal("NAME_TOO_LONG", null, LongestName) { Field = "name" } : null;

    /// <summary>Compares the claimed document and name with a face. The face is only read; the caller wipes it.</summary>
    /// <param name="act">The act's id; a repeat returns the first verdict and asks nobody.</param>
    /// <param name="room">The room in which the person is, or null.</param>
    /// <param name="objection">Says why the one claimed is not the one expected here, before anybody outside is asked.</param>
    /// <exception cref="RefusedException">
    /// IDENTITY_CLAIM_FIRST without a claim and a consent, IDENTITY_PAUSED after three comparisons that did not match, IDENTITY_UNDER_WAY,
    /// IDENTITY_DOCUMENT_OFTEN, FACE_UNUSABLE, IDENTITY_PLATFORM_UNAVAILABLE.
    /// </exception>
    public async Task<IdentityVerdict> Check(
        Guid act, Person person, Guid? room, ReadOnlyMemory<byte> face, Func<IdentityFacts, Task<Refusal?>>? objection, CancellationToken stop)
    {
        if (await Given(act, person.Account, stop) is { } first)
        {
            return first;
        }

        var claim = await Claimed(person.Account, stop)
            ?? throw new RefusedException(new Refusal("IDENTITY_CLAIM_FIRST", "AW-03") { Status = StatusCodes.Status409Conflict });
        var tries = await TriesOf(person.Account);
        Refuse.If(objection is null ? null : await objection(claim));
        Refuse.If(IdentityVerdict.Paused(tries));
        var question = new IdentityQuestion(Guid.CreateVersion7(clock.Now()), claim.Name, claim.Document.Type, claim.Document.Number);
        await IdentityTries.Take(writer, new Command(question.Transaction, person.Actor, "identity.take-try"), act, person.Account,
            HashOf(claim.Document), await people.Expect(person.Account, claim.Name, stop), db => TriesOf(db, person.Account));
        try
        {
            return await Keep(act, person, room, claim, question.Transaction, await platform.Compare(question, face, stop));
        }
        catch
        {
            await IdentityTries.GiveBack(writer, act, question.Transaction);
            throw;
        }
    }

    /// <summary>The verdict that this act was answered with before; null when it was not done.</summary>
    public async Task<IdentityVerdict?> Given(Guid act, Guid account, CancellationToken stop)
    {
        await using var db = reads.Open();
        return await db.FindAsync<IdentityCheck>([act], stop) is { } done && done.AccountId == account
            ? new IdentityVerdict(done.Id, done.Result, await TriesOf(db, account))
            : null;
    }

    /// <summary>What the person last said, or null; also null when a consent to the comparison is missing, which is asked with it.</summary>
    public async Task<IdentityFacts?> Claimed(Guid account, CancellationToken stop = default)
    {
        await using var db = reads.Open();
        return await db.Set<IdentityConsent>().AnyAsync(consent => consent.AccountId == account, stop)
            && await db.FindAsync<IdentityClaim>([account], stop) is { } claim
            ? Facts(account, claim.DocumentType, claim.DocumentNumber, claim.Name, null, null, claim.At)
            : null;
    }

    /// <summary>The newest confirmed identity of a person, or null.</summary>
    public async Task<IdentityFacts?> Confirmed(Guid account, CancellationToken stop = default)
    {
        await using var db = reads.Open();
        var check = await db.Set<IdentityCheck>().Where(one => one.AccountId == account && one.Result == IdentityResult.Match)
            .OrderByDescending(one => one.At).FirstOrDefaultAsync(stop);
        return check is null ? null : FactsOf(check);
    }

    /// <summary>What one comparison confirmed, whatever the person has proved since; null when it confirmed nothing.</summary>
    public async Task<IdentityFacts?> ConfirmedBy(Guid check, CancellationToken stop = default)
    {
        await using var db = reads.Open();
        return await db.FindAsync<IdentityCheck>([check], stop) is { Result: IdentityResult.Match } matched ? FactsOf(matched) : null;
    }

    /// <summary>How many tries are left, and until when there is none.</summary>
    public async Task<Tries> TriesOf(Guid account)
    {
        await using var db = reads.Open();
        return await TriesOf(db, account);
    }

    async Task<IdentityVerdict> Keep(Guid act, Person person, Guid? room, IdentityFacts claim, Guid question, IdentityAnswer answer)
    {
        var result = ResultOf(answer.Outcome);
        var key = keys.Of(Accounts.OwnerOf(person.Account));
        var check = new IdentityCheck
        {
            Id = act,
            AccountId = person.Account,
            RoomId = room,
            DocumentType = claim.Document.Type,
            DocumentNumber = key.Seal(NumberColumn, claim.Document.Number),
            DocumentHash = HashOf(claim.Document),
            Name = key.Seal(NameColumn, claim.Name),
            Provider = PlatformName,
            TransactionId = answer.Transaction,
            ProviderTransaction = answer.ProviderTransaction,
            Result = result,
            ScoreBand = answer.Band,
            Level = result == IdentityResult.Match ? IdentityLevel.L3 : IdentityLevel.L1,
            At = clock.Now(),
        };
        return await writer.Do(new Command(act, person.Actor, "identity.check", Account.StreamOf(person.Account)), async writing =>
        {
            await IdentityTries.Settle(writing, check.AccountId, act, question);
            await Record(writing, check);
            await writing.Db.SaveChangesAsync();
            return new IdentityVerdict(check.Id, result, await TriesOf(writing.Db, person.Account));
        });
    }

    async Task Record(Writing writing, IdentityCheck check)
    {
        writing.Db.Add(check);
        if (check.Result == IdentityResult.Match)
        {
            var account = await writing.Hold<Account>(check.AccountId);
            accounts.Rename(account, keys.Of(Accounts.OwnerOf(check.AccountId)).Open(NameColumn, check.Name));
        }

        string[] streams = check.RoomId is { } room ? [Account.StreamOf(check.AccountId), $"room:{room:D}"] : [Account.StreamOf(check.AccountId)];
        foreach (var stream in streams)
        {
            writing.Journal(stream, "identity.checked", new()
            {
                ["account"] = check.AccountId.ToString("D"),
                ["check"] = check.Id.ToString("D"),
                ["document"] = WordOf(check.DocumentType),
                ["level"] = check.Level.ToString(),
                ["provider"] = check.Provider,
                ["result"] = WordOf(check.Result),
                ["transaction"] = check.TransactionId.ToString("D"),
            });
        }
    }

    static IdentityResult ResultOf(IdentityOutcome outcome) => outcome switch
    {
        IdentityOutcome.Match => IdentityResult.Match,
        IdentityOutcome.Mismatch => IdentityResult.Mismatch,
        IdentityOutcome.UnknownDocument => IdentityResult.UnknownDocument,
        IdentityOutcome.UnusableFace => throw new RefusedException(new Refusal("FACE_UNUSABLE", "AW-03")),
        IdentityOutcome.Unavailable => throw new RefusedException(
            new Refusal("IDENTITY_PLATFORM_UNAVAILABLE", "XB-4") { Status = StatusCodes.Status503ServiceUnavailable }),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    /// <summary>By what did not match since the last match; a document that is not known counts, for the platform answered a question.</summary>
    async Task<Tries> TriesOf(CourtDb db, Guid account)
    {
        var checks = db.Set<IdentityCheck>().Where(check => check.AccountId == account);
        var matched = await checks.Where(check => check.Result == IdentityResult.Match).OrderByDescending(check => check.At)
            .Select(check => (DateTimeOffset?)check.At).FirstOrDefaultAsync();
        var mismatches = await checks.Where(check => check.Result != IdentityResult.Match && (matched == null || check.At > matched))
            .OrderBy(check => check.At).Select(check => check.At).ToListAsync();
        return MismatchRule.Of(mismatches, clock.Now(), pause.Length);
    }

    static async Task Replace(CourtDb db, IdentityClaim claim)
    {
        if (await db.FindAsync<IdentityClaim>(claim.AccountId) is { } earlier)
        {
            db.Entry(earlier).CurrentValues.SetValues(claim);
        }
        else
        {
            db.Add(claim);
        }
    }

    IdentityFacts FactsOf(IdentityCheck check) =>
        Facts(check.AccountId, check.DocumentType, check.DocumentNumber, check.Name, check.Id, check.Level, check.At);

    IdentityFacts Facts(
        Guid account, IdentityDocumentType type, byte[] number, byte[] name, Guid? check, IdentityLevel? level, DateTimeOffset at)
    {
        var key = keys.Of(Accounts.OwnerOf(account));
        return new IdentityFacts(
            IdentityDocument.Parse(type, key.Open(NumberColumn, number), clock.Today()), key.Open(NameColumn, name), check, level, at);
    }

    byte[] HashOf(IdentityDocument document) => keys.SearchHash("identity-document", $"{WordOf(document.Type)}\0{document.Normal}");

    /// <summary>"hong-kong-identity-card": as the journal and the words write it.</summary>
    internal static string WordOf<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

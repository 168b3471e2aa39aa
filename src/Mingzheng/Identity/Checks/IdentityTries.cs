using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;

namespace Mingzheng.Identity.Checks;

/// <summary>
/// Takes up a try before the platform is asked, so that however many comparisons come at once no more are made than are left: without
/// it the platform would answer questions about other people as often as anybody asks.
/// </summary>
static class IdentityTries
{
    /// <summary>
    /// What did not match of one document within a day, over all accounts. Enough for a family at one desk; its holder, once confirmed or
    /// expected in a case under that name, is not stopped by what strangers try.
    /// </summary>
    public const int MostOfDocument = 9;

    /// <summary>Longer than any question to the platform: a try that a crash left behind is free again.</summary>
    static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Refuses when no try is left, counting those that are under way. While the question of an act is under way the act asks no other: each
    /// question has a try of its own, and gives back that one alone.
    /// </summary>
    /// <param name="take">An act of the court's own, named by the question; the comparison that follows is the person's, under <paramref name="act"/>.</param>
    /// <param name="isExpected">The courts expect this account under the name claimed: what other accounts try does not stop it.</param>
    /// <param name="left">Where this account stands now.</param>
    /// <exception cref="RefusedException">IDENTITY_PAUSED, IDENTITY_UNDER_WAY, IDENTITY_DOCUMENT_OFTEN.</exception>
    public static Task Take(
        Writer writer, Command take, Guid act, Guid account, byte[] document, bool isExpected, Func<CourtDb, Task<Tries>> left) =>
        writer.Do(take, async writing =>
        {
            await writing.TakeTurn("identity/document", document);
            await writing.Hold<Account>(account);
            var tries = writing.Db.Set<IdentityTry>();
            var since = writing.Now - UnderWay;
            var earlier = await writing.Db.FindAsync<IdentityTry>(act);
            Refuse.If(earlier?.At > since ? IsUnderWay : null);
            var mine = await tries.CountAsync(one => one.AccountId == account && one.At > since);
            var ofDocument = isExpected ? 0
                : await tries.CountAsync(one => one.DocumentHash == document && one.At > since) + await FailedOf(writing, document, account);
            Refuse.If(Objection(await left(writing.Db), mine, ofDocument));
            if (earlier is null)
            {
                writing.Db.Add(new IdentityTry { Id = act, AccountId = account, DocumentHash = document, TakenBy = take.Act, At = writing.Now });
            }
            else
            {
                (earlier.AccountId, earlier.DocumentHash, earlier.TakenBy, earlier.At) = (account, document, take.Act, writing.Now);
            }
        });

    /// <summary>The platform gave no result that counts: the try of this question is free again, and no other.</summary>
    public static Task GiveBack(Writer writer, Guid act, Guid question) => writer.Housekeep(async (connection, transaction) =>
    {
        await using var delete = connection.Command("delete from identity_tries where id = @id and taken_by = @question", transaction);
        delete.Bind("id", transaction is Npgsql.NpgsqlTransaction ? act : act.ToString("D"));
        delete.Bind("question", transaction is Npgsql.NpgsqlTransaction ? question : question.ToString("D"));
        await delete.ExecuteNonQueryAsync();
    });

    /// <summary>
    /// The result is kept in the same transaction and counts from now on. A question that has no try any more has no result either: what the
    /// limit did not count is told to nobody.
    /// </summary>
    /// <exception cref="RefusedException">IDENTITY_UNDER_WAY.</exception>
    public static async Task Settle(Writing writing, Guid account, Guid act, Guid question)
    {
        await writing.Hold<Account>(account);
        var taken = await writing.Db.FindAsync<IdentityTry>(act);
        Refuse.If(taken is null || taken.TakenBy != question || taken.At <= writing.Now - UnderWay ? IsUnderWay : null);
        writing.Db.Remove(taken!);
    }

    static Refusal IsUnderWay => new("IDENTITY_UNDER_WAY", "ACC-AW-08") { Status = StatusCodes.Status429TooManyRequests };

    /// <summary>Pure: what is left to this account, what it has under way, and what was tried of the document.</summary>
    public static Refusal? Objection(Tries left, int underWay, int ofDocument) =>
        IdentityVerdict.Paused(left) is { } paused ? paused
        : underWay >= left.TriesLeft ? IsUnderWay
        : ofDocument >= MostOfDocument ? new Refusal("IDENTITY_DOCUMENT_OFTEN", "ACC-AW-08") { Status = StatusCodes.Status429TooManyRequests }
        : null;

    /// <summary>Zero for whom the platform has confirmed with this document.</summary>
    static async Task<int> FailedOf(Writing writing, byte[] document, Guid account)
    {
        var today = writing.Now - TimeSpan.FromDays(1);
        var checks = writing.Db.Set<IdentityCheck>().Where(check => check.DocumentHash == document);
        return await checks.AnyAsync(check => check.AccountId == account && check.Result == IdentityResult.Match) ? 0
            : await checks.CountAsync(check => check.Result != IdentityResult.Match && check.At > today);
    }
}

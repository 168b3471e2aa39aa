using System.Text.Json.Nodes;
using System.Threading.RateLimiting;
using Mingzheng.Access;
using Mingzheng.Base;

namespace Mingzheng.Documents;

/// <summary>
/// Whether papers will be able to show what a person typed. It is asked before the text is kept: a name that no font shows must be known when
/// it is given, not when the judge opens the meeting.
/// </summary>
/// <remarks>
/// Anybody with an account may ask, and there is one press, which takes one thing at a time. So a person has one check under way and one that
/// waits, all people together have a few before the press, and the papers of the court always find a place behind them.
/// </remarks>
public sealed class PrintCheck(ITypesetter typesetter, IHttpContextAccessor request) : IDisposable
{
    /// <summary>The longest that any field takes whose text is printed: the answer to a question.</summary>
    public const int LongestText = 2000;

    const string Template = "specimen";
    const int AtOnce = 4;
    const int Waiting = 32;
    const int WaitingOfPerson = 1;

    readonly PartitionedRateLimiter<Guid> places = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<Guid, Guid>(person => Limit(person, 1, WaitingOfPerson)),
        PartitionedRateLimiter.Create<Guid, Guid>(_ => Limit(Guid.Empty, AtOnce, Waiting)));

    /// <param name="texts">What will be printed, each with the field of the form it came from, if any.</param>
    /// <exception cref="RefusedException">TEXT_TOO_LONG, CHARACTER_NOT_PRINTABLE, PRINT_CHECK_BUSY, TYPESETTER_UNAVAILABLE.</exception>
    public async Task RefuseUnlessPrintable(CancellationToken stop, params IReadOnlyList<(string? Field, string? Text)> texts)
    {
        var typed = texts.Where(one => !string.IsNullOrEmpty(one.Text)).ToList();
        if (typed.Count == 0)
        {
            return;
        }

        var tooLong = typed.Find(one => one.Text!.Trim().Length > LongestText);
        Refuse.If(tooLong.Text is null ? null : new Refusal("TEXT_TOO_LONG", null, LongestText) { Field = tooLong.Field });
        using var place = await Take(stop);
        var data = new JsonObject
        {
            ["head"] = new JsonObject { ["language"] = "en" },
            ["text"] = string.Join('\n', typed.Select(one => one.Text!.Trim())),
        };
        try
        {
            await typesetter.Render(Template, data, stop);
        }
        catch (TypesettingException fault) when (DocumentRefusals.Of(fault) is { } refusal)
        {
            var where = typed.Find(one => fault.Missing.Any(missing => one.Text!.Contains(missing, StringComparison.Ordinal)));
            throw new RefusedException(refusal with { Field = where.Field });
        }
    }

    async Task<RateLimitLease> Take(CancellationToken stop)
    {
        var person = request.HttpContext is { } context ? Person.Of(context).Account : Guid.Empty;
        var place = await places.AcquireAsync(person, 1, stop);
        if (place.IsAcquired)
        {
            return place;
        }

        place.Dispose();
        throw new RefusedException(new Refusal("PRINT_CHECK_BUSY") { Status = StatusCodes.Status429TooManyRequests });
    }

    public void Dispose() => places.Dispose();

    static RateLimitPartition<Guid> Limit(Guid key, int atOnce, int waiting) => RateLimitPartition.GetConcurrencyLimiter(
        key, _ => new ConcurrencyLimiterOptions { PermitLimit = atOnce, QueueLimit = waiting });
}

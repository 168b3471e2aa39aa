using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Journal;

namespace Mingzheng.Identity.SigningIn;

/// <summary>
/// Takes away what no rule looks at any more: codes that were proved while the place is known by them, all others and wrong tries after two days.
/// What is not kept about people cannot be lost.
/// </summary>
sealed partial class SignInSweep(Writer writer, Leadership leadership, TimeProvider clock, ILogger<SignInSweep> log) : BackgroundService
{
    /// <summary>Limits count within a day (<see cref="SignInCounts"/>).</summary>
    static readonly TimeSpan Counted = TimeSpan.FromDays(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hour = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await hour.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (leadership.Lead is not null)
                {
                    await Sweep(stoppingToken);
                }
            }
#pragma warning disable CA1031 // what could not be swept now is swept within the hour; the court goes on
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotSwept(log, failure);
            }
#pragma warning restore CA1031
        }
    }

    /// <returns>How many rows were taken away.</returns>
    public async Task<int> Sweep(CancellationToken stop) =>
        await Delete(
            "delete from sign_in_codes where id in (select id from sign_in_codes where asked_at < @before and used_at is null limit 1000)", Counted, stop)
        + await Delete(
            "delete from sign_in_codes where id in (select id from sign_in_codes where asked_at < @before limit 1000)", SignInRules.PlaceIsKnown, stop)
        + await Delete(
            "delete from sign_in_wrong_tries where id in (select id from sign_in_wrong_tries where at < @before limit 1000)", Counted, stop);

    /// <summary>A thousand rows at a time, so that no act waits long.</summary>
    async Task<int> Delete(string text, TimeSpan age, CancellationToken stop)
    {
        var before = (clock.Now() - age).ToMicroseconds();
        var (all, last) = (0, -1);
        while (last != 0)
        {
            await writer.Housekeep(async (connection, transaction) =>
            {
                await using var delete = connection.Command(text, transaction);
                delete.Bind("before", before);
                last = await delete.ExecuteNonQueryAsync(stop);
            }, stop);
            all += last;
        }

        return all;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Codes and tries of signing in that are over could not be swept; the next look is within the hour.")]
    static partial void NotSwept(ILogger log, Exception failure);
}

using System.Threading.RateLimiting;
using Mingzheng.Base;
using Mingzheng.Web;

namespace Mingzheng.Verification.Files;

/// <summary>
/// Who may have a file checked now, after it has arrived: how slowly somebody sends costs no place here. One network has one place, so that files
/// made to be hard do not keep the others waiting for long.
/// </summary>
sealed class CheckPlaces : IDisposable
{
    const int AtOnce = 4;
    const int Waiting = 64;
    const int AtOnceOfNetwork = 1;
    const int WaitingOfNetwork = 8;

    readonly PartitionedRateLimiter<string> places = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string, string>(network => RateLimitPartition.GetConcurrencyLimiter(
            network, _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnceOfNetwork, QueueLimit = WaitingOfNetwork })),
        PartitionedRateLimiter.Create<string, string>(_ => RateLimitPartition.GetConcurrencyLimiter(
            "", _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = Waiting })));

    /// <returns>The place, to be given back.</returns>
    /// <exception cref="RefusedException">VERIFICATION_BUSY.</exception>
    public async Task<IDisposable> Take(HttpContext context, CancellationToken stop)
    {
        var place = await places.AcquireAsync(CallerNetwork.Of(context), 1, stop);
        if (place.IsAcquired)
        {
            return place;
        }

        place.Dispose();
        throw GivenFile.Refused("VERIFICATION_BUSY", StatusCodes.Status503ServiceUnavailable);
    }

    public void Dispose() => places.Dispose();
}

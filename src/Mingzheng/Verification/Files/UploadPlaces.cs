using Mingzheng.Base;
using Mingzheng.Web;

namespace Mingzheng.Verification.Files;

/// <summary>
/// Who may send a file now. Sending costs no more than the memory that has arrived, so there are many places: whoever sends slowly keeps
/// nobody from sending, and nobody from having a file checked, which is another place (<see cref="CheckPlaces"/>).
/// </summary>
sealed class UploadPlaces
{
    const int AtOnce = 256;
    const int AtOnceOfNetwork = 8;
    const int ShareOfNetwork = 4;

    /// <summary>Of all files that are being sent, wait or are checked.</summary>
    public const long MostBytes = 1L << 30;

    /// <summary>The largest package, and the largest document beside it.</summary>
    public const long MostBytesOfNetwork = GivenFile.LargestPackage + GivenFile.LargestDocument;

    readonly Lock held = new();
    readonly Dictionary<string, Share> networks = [];
    int places;
    long bytes;

    /// <returns>The place, to be given back when the file is not needed any more.</returns>
    /// <exception cref="RefusedException">VERIFICATION_BUSY.</exception>
    public UploadPlace Take(HttpContext context) => Take(CallerNetwork.Of(context));

    internal UploadPlace Take(string network)
    {
        lock (held)
        {
            var share = networks.GetValueOrDefault(network);
            if (places >= AtOnce || share.Places >= AtOnceOfNetwork)
            {
                throw Busy();
            }

            places++;
            networks[network] = share with { Places = share.Places + 1 };
            return new UploadPlace(this, network);
        }
    }

    /// <exception cref="RefusedException">VERIFICATION_BUSY.</exception>
    internal void Grow(string network, int count)
    {
        lock (held)
        {
            var share = networks[network];
            if (!MayGrow(share.Bytes, bytes, count))
            {
                throw Busy();
            }

            bytes += count;
            networks[network] = share with { Bytes = share.Bytes + count };
        }
    }

    internal void GiveBack(string network, long count)
    {
        lock (held)
        {
            places--;
            bytes -= count;
            var share = networks[network];
            if (share.Places == 1)
            {
                networks.Remove(network);
            }
            else
            {
                networks[network] = new Share(share.Places - 1, share.Bytes - count);
            }
        }
    }

    /// <summary>
    /// Pure: a network may hold a quarter of what the others leave. So two can hold a package of the largest size at once, and while a dozen hold all
    /// they may, there is room for the usual file of the next one.
    /// </summary>
    public static bool MayGrow(long ofNetwork, long ofAll, long by) =>
        ofNetwork + by <= MostBytesOfNetwork && ShareOfNetwork * (ofNetwork + by) <= MostBytes - (ofAll - ofNetwork);

    static RefusedException Busy() => GivenFile.Refused("VERIFICATION_BUSY", StatusCodes.Status503ServiceUnavailable);

    readonly record struct Share(int Places, long Bytes);
}

/// <summary>One file that is being sent, waits or is checked.</summary>
sealed class UploadPlace(UploadPlaces places, string network) : IDisposable
{
    long count;
    bool isGivenBack;

    /// <summary>Called before so many bytes are kept.</summary>
    /// <exception cref="RefusedException">VERIFICATION_BUSY.</exception>
    public void Grow(int by)
    {
        places.Grow(network, by);
        count += by;
    }

    public void Dispose()
    {
        if (!isGivenBack)
        {
            isGivenBack = true;
            places.GiveBack(network, count);
        }
    }
}

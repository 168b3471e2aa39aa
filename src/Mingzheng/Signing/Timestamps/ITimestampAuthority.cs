namespace Mingzheng.Signing.Timestamps;

/// <summary>The timestamp authority (RFC 3161), which vouches when a signature existed.</summary>
/// <remarks>Both methods throw <see cref="Base.OutsideServiceUnavailableException"/> when the authority gives no usable answer and
/// <see cref="Base.OutsideServiceRefusedException"/> when it rejects the request: signing then fails closed.</remarks>
public interface ITimestampAuthority
{
    /// <summary>Sends a TimeStampReq and returns the TimeStampResp, both in DER. The status is granted; whoever made the request
    /// checks nonce, imprint and signature.</summary>
    Task<byte[]> Stamp(ReadOnlyMemory<byte> request, CancellationToken cancellation);

    /// <summary>The certificate of the authority and what lies above it, as PEM.</summary>
    Task<string> Chain(CancellationToken cancellation);
}

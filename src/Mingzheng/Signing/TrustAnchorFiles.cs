using System.Security.Cryptography.X509Certificates;
using Mingzheng.Proof.Pdf;
using Mingzheng.Signing.Issuer;
using Mingzheng.Signing.Timestamps;

namespace Mingzheng.Signing;

/// <summary>The authorities' roots, asked for once: they change only with a new configuration.</summary>
public sealed class TrustAnchorFiles(ICertificateIssuer issuer, ITimestampAuthority timestamps)
{
    string? root;
    string? chain;

    /// <exception cref="Base.RefusedException">ISSUER_UNAVAILABLE, ISSUER_REFUSED.</exception>
    public async Task<string> Root(CancellationToken stop) =>
        root ??= await SigningFailures.OfIssuer(() => issuer.Root(stop));

    /// <exception cref="Base.RefusedException">TIMESTAMP_UNAVAILABLE, TIMESTAMP_REFUSED.</exception>
    public async Task<string> Timestamps(CancellationToken stop) =>
        chain ??= await SigningFailures.OfTimestamps(() => timestamps.Chain(stop));

    /// <summary>To what a signature that is completed now has to lead.</summary>
    /// <exception cref="Base.RefusedException">ISSUER_UNAVAILABLE, ISSUER_REFUSED, TIMESTAMP_UNAVAILABLE, TIMESTAMP_REFUSED.</exception>
    public async Task<SigningTrust> Signing(DateTimeOffset now, CancellationToken stop) =>
        new(Certificates(await Root(stop)), Certificates(await Timestamps(stop)), now);

    static X509Certificate2Collection Certificates(string pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        return certificates;
    }
}

using Mingzheng.Access;
using Mingzheng.Signing.Issuer;
using Mingzheng.Signing.Timestamps;

namespace Mingzheng.Signing;

/// <summary>The roots that strangers need: <c>/trust/root.pem</c> of the signers, <c>/trust/tsa.pem</c> of the timestamps.</summary>
public static class TrustEndpoints
{
    const string Pem = "application/x-pem-file";

    public static void MapTrust(this IEndpointRouteBuilder app)
    {
        app.MapGet("/trust/root.pem", async (TrustAnchorFiles anchors, CancellationToken stop) => Results.Text(await anchors.Root(stop), Pem))
            .Declares(Acts.ReadTrustAnchors);
        app.MapGet("/trust/tsa.pem", async (TrustAnchorFiles anchors, CancellationToken stop) => Results.Text(await anchors.Timestamps(stop), Pem))
            .Declares(Acts.ReadTrustAnchors);
    }
}

/// <summary>The authorities' roots, asked for once: they change only with a new configuration.</summary>
public sealed class TrustAnchorFiles(ICertificateIssuer issuer, ITimestampAuthority timestamps)
{
    string? root;
    string? chain;

    /// <exception cref="Base.RefusedException">ISSUER_UNAVAILABLE.</exception>
    public async Task<string> Root(CancellationToken stop) =>
        root ??= await SigningFailures.Outside(() => issuer.Root(stop), "ISSUER_UNAVAILABLE");

    /// <exception cref="Base.RefusedException">TIMESTAMP_UNAVAILABLE.</exception>
    public async Task<string> Timestamps(CancellationToken stop) =>
        chain ??= await SigningFailures.Outside(() => timestamps.Chain(stop), "TIMESTAMP_UNAVAILABLE");
}

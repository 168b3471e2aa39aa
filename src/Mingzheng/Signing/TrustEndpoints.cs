using Mingzheng.Access;

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

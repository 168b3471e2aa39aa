using Mingzheng.Sandboxes.Authority;
using Mingzheng.Sandboxes.Control;
using Mingzheng.Sandboxes.Requests;

namespace Mingzheng.Sandboxes.Timestamps;

/// <summary>The timestamp authority over HTTP (RFC 3161 section 3.4).</summary>
static class TimestampEndpoints
{
    const string Query = "application/timestamp-query";
    const string ReplyType = "application/timestamp-reply";
    const int LargestQuery = 16 * 1024;

    public static void MapTimestamps(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tsa/chain.pem", (CertificateAuthority ca) => Results.Text(
            $"{ca.Timestamps.ExportCertificatePem()}\n{ca.Root.ExportCertificatePem()}\n", "application/x-pem-file"));
        routes.MapPost("/tsa", async (HttpContext context, Switchboard switches, TimestampSigner signer) =>
        {
            var setting = switches[Switchboard.Timestamps];
            await setting.Delay(context.RequestAborted);
            if (setting.Mode == ServiceMode.Fail)
            {
                throw new RequestRefusedException(StatusCodes.Status503ServiceUnavailable, "failing", "The service was told to fail.");
            }

            var query = await Read(context.Request);
            var reply = setting.Mode == ServiceMode.Refuse
                ? TimestampSigner.Reject(TimestampFailure.BadRequest, "The service was told to refuse.")
                : signer.Reply(query);
            return Results.Bytes(reply, ReplyType);
        });
    }

    static async Task<byte[]> Read(HttpRequest request)
    {
        if (request.ContentType != Query)
        {
            throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType, "not-a-query", $"Expected {Query}.");
        }

        var buffer = new byte[LargestQuery + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        return length <= LargestQuery
            ? buffer[..length]
            : throw new RequestRefusedException(StatusCodes.Status413PayloadTooLarge, "too-large", $"The query is over {LargestQuery} bytes.");
    }
}

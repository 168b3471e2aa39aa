using System.Formats.Asn1;
using System.Net.Http.Headers;
using System.Numerics;
using System.Text;
using Mingzheng.Base;

namespace Mingzheng.Signing.Timestamps;

/// <summary>A timestamp authority over HTTP (RFC 3161 section 3.4).</summary>
public sealed class TimestampAuthority(TimestampAuthorityOptions options) : ITimestampAuthority, IDisposable
{
    const string Query = "application/timestamp-query";
    const string Reply = "application/timestamp-reply";

    readonly OutsideServiceClient client =
        new(TimestampAuthorityOptions.Service, options.Url, options.Timeout, options.Sandboxed);

    public async Task<byte[]> Stamp(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        var content = new ReadOnlyMemoryContent(request);
        content.Headers.ContentType = new MediaTypeHeaderValue(Query);
        // The configured address is that of the authority itself: no slash may be added to it.
        var target = new Uri(options.Url.AbsoluteUri.TrimEnd('/'));
        var reply = await client.Send(new HttpRequestMessage(HttpMethod.Post, target) { Content = content }, cancellation);
        if (reply.MediaType != Reply)
        {
            throw reply.Unreadable();
        }

        var status = Status(reply);
        return status.IsZero || status.IsOne
            ? reply.Body
            : throw new OutsideServiceRefusedException(TimestampAuthorityOptions.Service, $"status-{status}");
    }

    public async Task<string> Chain(CancellationToken cancellation)
    {
        if (options.ChainFile is { } file)
        {
            return await File.ReadAllTextAsync(file, cancellation);
        }

        var reply = await client.Send(new HttpRequestMessage(HttpMethod.Get, new Uri(options.Url, "chain.pem")), cancellation);
        return Encoding.ASCII.GetString(reply.Body);
    }

    public void Dispose() => client.Dispose();

    // PKIStatus of section 2.4.2: granted (0) and grantedWithMods (1) carry a token, all others do not.
    static BigInteger Status(OutsideServiceReply reply)
    {
        try
        {
            return new AsnReader(reply.Body, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadInteger();
        }
        catch (AsnContentException malformed)
        {
            throw reply.Unreadable(malformed);
        }
    }
}

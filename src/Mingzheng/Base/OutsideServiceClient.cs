using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingzheng.Base;

/// <summary>
/// Speaks HTTP with one outside service, and turns whatever goes wrong into one of two typed failures. Follows no redirect and
/// keeps no cookie: what is sent goes to the configured address only.
/// </summary>
public sealed class OutsideServiceClient : IDisposable
{
    const int LargestReply = 256 * 1024;
    const string SandboxMark = "X-Sandbox";

    readonly string service;
    readonly bool sandboxed;
    readonly TimeSpan timeout;
    readonly HttpClient http;

    public OutsideServiceClient(string service, Uri address, TimeSpan timeout, bool sandboxed)
    {
        this.service = service;
        this.sandboxed = sandboxed;
        this.timeout = timeout;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !address.IsLoopback,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };
        http = new HttpClient(handler)
        {
            BaseAddress = address,
            MaxResponseContentBufferSize = LargestReply,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>
    /// Sends a request signed with the shared secret: <c>X-Request</c> is base64url of the facts as JSON, and <c>X-Signature</c>
    /// hex HMAC-SHA256(secret, X-Request + "\n" + hex SHA-256(body)). The body is sent from where it is; no copy is made.
    /// </summary>
    public Task<OutsideServiceReply> SendSigned(
        HttpMethod method, string path, JsonObject facts, ReadOnlyMemory<byte> body, string? mediaType, OutsideServiceKey key,
        CancellationToken cancellation)
    {
        var header = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(facts));
        var signed = Encoding.ASCII.GetBytes($"{header}\n{Convert.ToHexStringLower(SHA256.HashData(body.Span))}");
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Secret), signed);
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-App-Id", key.AppId);
        request.Headers.Add("X-Request", header);
        request.Headers.Add("X-Signature", Convert.ToHexStringLower(signature));
        if (mediaType is not null)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        }

        return Send(request, cancellation);
    }

    /// <summary>Sends a request and returns the answer when it is a success.</summary>
    /// <exception cref="OutsideServiceUnavailableException">No answer, a late one, or a fault of the service.</exception>
    /// <exception cref="OutsideServiceRefusedException">The service will not do it.</exception>
    public async Task<OutsideServiceReply> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(timeout);
        try
        {
            using (request)
            {
                using var response = await http.SendAsync(request, patience.Token);
                var body = await response.Content.ReadAsByteArrayAsync(patience.Token);
                return Judged(response, body);
            }
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new OutsideServiceUnavailableException(service, $"no answer within {timeout.TotalSeconds:0.#} s", late);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new OutsideServiceUnavailableException(service, "no connection, or it broke", broken);
        }
    }

    public void Dispose() => http.Dispose();

    OutsideServiceReply Judged(HttpResponseMessage response, byte[] body)
    {
        if (!sandboxed && response.Headers.Contains(SandboxMark))
        {
            throw new OutsideServiceUnavailableException(service, "a sandbox answered, but none is configured");
        }

        var status = (int)response.StatusCode;
        return status switch
        {
            >= 200 and < 300 => new OutsideServiceReply(service, response.Content.Headers.ContentType?.MediaType, body),
            (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests or >= 500 =>
                throw new OutsideServiceUnavailableException(service, $"HTTP {status}"),
            _ => throw new OutsideServiceRefusedException(service, Code(body) ?? $"http-{status}"),
        };
    }

    static string? Code(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject answer && answer["code"] is JsonValue code && code.TryGetValue(out string? text)
                ? text
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

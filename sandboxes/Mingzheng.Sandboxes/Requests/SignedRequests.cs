using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Mingzheng.Sandboxes.Requests;

/// <summary>
/// Checks the signature that the court puts on its requests:
/// <c>X-App-Id</c> names the key; <c>X-Request</c> is base64url of a JSON object with at least <c>purpose</c> and
/// <c>transaction</c>; <c>X-Signature</c> is hex HMAC-SHA256(secret, X-Request + "\n" + hex SHA-256(body)).
/// </summary>
sealed class SignedRequests(SandboxOptions options)
{
    readonly byte[] secret = Encoding.UTF8.GetBytes(options.Secret);

    /// <summary>Reads the body into memory, up to a size in bytes, and checks the signature.</summary>
    public async Task<SignedRequest> Read(HttpContext context, string purpose, int largestBody)
    {
        var body = await ReadBody(context.Request, largestBody);
        try
        {
            return new SignedRequest(Verified(context.Request.Headers, purpose, body), body);
        }
        catch
        {
            CryptographicOperations.ZeroMemory(body);
            throw;
        }
    }

    JsonElement Verified(IHeaderDictionary headers, string purpose, byte[] body)
    {
        var header = headers["X-Request"].ToString();
        var text = Encoding.ASCII.GetBytes($"{header}\n{Convert.ToHexStringLower(SHA256.HashData(body))}");
        var expected = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(secret, text)));
        var given = Encoding.ASCII.GetBytes(headers["X-Signature"].ToString());
        var known = string.Equals(headers["X-App-Id"].ToString(), options.AppId, StringComparison.Ordinal);
        if (!CryptographicOperations.FixedTimeEquals(expected, given) || !known)
        {
            throw Unauthorized("bad-signature", "The request is not signed by a known application.");
        }

        var facts = Facts(header);
        // A request signed for one service must not be usable at another.
        return SignedRequest.Text(facts, "purpose") == purpose
            ? facts
            : throw Unauthorized("wrong-purpose", "The request was signed for another purpose.");
    }

    static JsonElement Facts(string header)
    {
        try
        {
            var facts = JsonElement.Parse(Base64Url.DecodeFromChars(header));
            return facts.ValueKind == JsonValueKind.Object
                ? facts
                : throw RequestRefusedException.Unreadable("X-Request", "a JSON object");
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            throw RequestRefusedException.Unreadable("X-Request", "base64url of JSON");
        }
    }

    static async Task<byte[]> ReadBody(HttpRequest request, int largest)
    {
        if (request.ContentLength > largest)
        {
            throw TooLarge(largest);
        }

        // One buffer of the final size: a growing one would leave copies of a face behind.
        var buffer = new byte[request.ContentLength ?? largest + 1];
        var length = 0;
        int read;
        while (length < buffer.Length && (read = await request.Body.ReadAsync(buffer.AsMemory(length))) > 0)
        {
            length += read;
        }

        if (length > largest)
        {
            CryptographicOperations.ZeroMemory(buffer);
            throw TooLarge(largest);
        }

        if (length == buffer.Length)
        {
            return buffer;
        }

        var body = buffer.AsSpan(0, length).ToArray();
        CryptographicOperations.ZeroMemory(buffer);
        return body;
    }

    static RequestRefusedException Unauthorized(string code, string reason) =>
        new(StatusCodes.Status401Unauthorized, code, reason);

    static RequestRefusedException TooLarge(int largest) =>
        new(StatusCodes.Status413PayloadTooLarge, "too-large", $"The body is over {largest} bytes.");
}

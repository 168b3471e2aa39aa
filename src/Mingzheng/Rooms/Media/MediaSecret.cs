using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Mingzheng.Rooms.Media;

/// <summary>The bearer secret with which app and node know each other.</summary>
public sealed class MediaSecret(string secret)
{
    readonly byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public AuthenticationHeaderValue Header { get; } = new("Bearer", secret);

    /// <summary>True when the request carries the secret; never while none is set. Takes the same time for every wrong value.</summary>
    public bool Allows(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        const string scheme = "Bearer ";
        return secret.Length > 0 && header.StartsWith(scheme, StringComparison.Ordinal)
            && CryptographicOperations.FixedTimeEquals(digest, SHA256.HashData(Encoding.UTF8.GetBytes(header[scheme.Length..])));
    }
}

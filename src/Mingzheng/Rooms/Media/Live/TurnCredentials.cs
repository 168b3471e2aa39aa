using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mingzheng.Rooms.Media.Live;

/// <summary>
/// Passes for coturn's <c>use-auth-secret</c>: user <c>expiry:participant</c>, password base64 of its HMAC-SHA1 (the REST scheme of TURN
/// servers, draft-uberti-behave-turn-rest; the server fixes the algorithm).
/// </summary>
static class TurnCredentials
{
    static readonly TimeSpan Lifetime = TimeSpan.FromHours(6);

    /// <summary>The list a browser takes as <c>iceServers</c>; empty when no TURN server is configured.</summary>
    public static JsonArray For(string participant, TurnOptions turn, DateTimeOffset now)
    {
        if (turn.Urls.Count == 0)
        {
            return [];
        }
        var user = string.Create(CultureInfo.InvariantCulture, $"{(now + Lifetime).ToUnixTimeSeconds()}:{participant}");
        return
        [
            new JsonObject
            {
                ["urls"] = new JsonArray([.. turn.Urls.Select(url => JsonValue.Create(url))]),
                ["username"] = user,
                ["credential"] = Password(user, turn.Secret),
            },
        ];
    }

#pragma warning disable CA5350 // coturn knows no other algorithm; the password lives six hours and opens a relay only.
    static string Password(string user, string secret) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(user)));
#pragma warning restore CA5350
}

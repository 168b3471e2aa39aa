using System.Security.Cryptography;
using System.Text.Json;

namespace Mingzheng.Sandboxes.Requests;

/// <summary>A request whose signature was good. Disposing it wipes the body, which may be a face.</summary>
sealed class SignedRequest(JsonElement facts, byte[] body) : IDisposable
{
    public ReadOnlySpan<byte> Body => body;

    /// <summary>A text of the signed header.</summary>
    public string Fact(string name, int longest = 200) => Text(facts, name, longest);

    /// <summary>A text of the signed header that need not be there.</summary>
    public string? OptionalFact(string name, int longest) => facts.TryGetProperty(name, out _) ? Fact(name, longest) : null;

    /// <summary>The body as JSON, for services whose content is not binary.</summary>
    public JsonElement Json()
    {
        try
        {
            var content = JsonElement.Parse(body);
            return content.ValueKind == JsonValueKind.Object
                ? content
                : throw RequestRefusedException.Unreadable("body", "a JSON object");
        }
        catch (JsonException)
        {
            throw RequestRefusedException.Unreadable("body", "JSON");
        }
    }

    /// <summary>A text member that must be there and must say something.</summary>
    public static string Text(JsonElement content, string name, int longest = 200)
    {
        var text = content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return !string.IsNullOrWhiteSpace(text) && text.Length <= longest
            ? text
            : throw RequestRefusedException.Unreadable(name, $"a text of 1 to {longest} characters");
    }

    /// <summary>A base64 member of a size between the two limits, in bytes.</summary>
    public static byte[] Bytes(JsonElement content, string name, int fewest, int most)
    {
        var bytes = content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.TryGetBytesFromBase64(out var decoded) ? decoded : null;
        return bytes is not null && bytes.Length >= fewest && bytes.Length <= most
            ? bytes
            : throw RequestRefusedException.Unreadable(name, $"base64 of {fewest} to {most} bytes");
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(body);
}

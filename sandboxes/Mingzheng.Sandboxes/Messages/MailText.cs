using System.Text;
using System.Text.RegularExpressions;

namespace Mingzheng.Sandboxes.Messages;

/// <summary>What a person would read of a mail: subject and text. Understands one text part in UTF-8 or ASCII, the three transfer
/// encodings of RFC 2045 section 6 and the encoded words of RFC 2047; anything else is shown as it came.</summary>
sealed partial record MailText(string? Subject, string Text, string? MessageId)
{
    public static MailText Read(byte[] content)
    {
        var raw = Encoding.UTF8.GetString(content);
        var end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = Headers(end < 0 ? raw : raw[..end]);
        var body = end < 0 ? "" : raw[(end + 4)..];
        return new MailText(
            headers.TryGetValue("Subject", out var subject) ? Words(subject) : null,
            Decoded(body, headers.GetValueOrDefault("Content-Transfer-Encoding")).TrimEnd('\r', '\n'),
            headers.GetValueOrDefault("Message-ID")?.Trim('<', '>'));
    }

    static Dictionary<string, string> Headers(string text)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Fold().Replace(text, " ").Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
            }
        }

        return headers;
    }

    // White space between two encoded words belongs to the encoding, not to the text (RFC 2047 section 6.2).
    static string Words(string header)
    {
        var joined = BetweenWords().Replace(header, "");
        // Adjacent words may split a character between them, so their bytes are decoded together.
        return EncodedWords().Replace(joined, match =>
        {
            var bytes = EncodedWord().Matches(match.Value).SelectMany(word => WordBytes(word.Groups["kind"].Value, word.Groups["text"].Value));
            return Encoding.UTF8.GetString(bytes.ToArray());
        });
    }

    static byte[] WordBytes(string kind, string text) =>
        kind is "B" or "b" ? Base64(text) : QuotedPrintable(text.Replace('_', ' '));

    static string Decoded(string body, string? encoding) => encoding?.ToUpperInvariant() switch
    {
        "BASE64" => Encoding.UTF8.GetString(Base64(body)),
        "QUOTED-PRINTABLE" => Encoding.UTF8.GetString(QuotedPrintable(body.Replace("=\r\n", "", StringComparison.Ordinal))),
        _ => body,
    };

    static byte[] Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(text);
    }

    static byte[] QuotedPrintable(string text)
    {
        using var bytes = new MemoryStream();
        for (var position = 0; position < text.Length; position++)
        {
            if (text[position] == '=' && position + 2 < text.Length
                && byte.TryParse(text.AsSpan(position + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
            {
                bytes.WriteByte(value);
                position += 2;
            }
            else
            {
                bytes.Write(Encoding.UTF8.GetBytes(text, position, 1));
            }
        }

        return bytes.ToArray();
    }

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex(@"(?<=\?=)\s+(?==\?)")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"(=\?utf-8\?[BbQq]\?[^?\s]*\?=)+", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWords();

    [GeneratedRegex(@"=\?utf-8\?(?<kind>[BbQq])\?(?<text>[^?\s]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();
}

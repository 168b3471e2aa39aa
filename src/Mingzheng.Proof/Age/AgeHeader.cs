using System.Security.Cryptography;
using System.Text;
using Mingzheng.Proof.Crypto;

namespace Mingzheng.Proof.Age;

/// <summary>The text header of an age v1 file with X25519 stanzas (C2SP age.md, "Header").</summary>
static class AgeHeader
{
    internal const int FileKeySize = 16;

    /// <summary>Room for more than a hundred recipients; bounds what a hostile file makes us read.</summary>
    internal const int MaximumSize = 16 * 1024;

    const string Intro = "age-encryption.org/v1";
    const string StanzaPrefix = "-> ";
    const string MacPrefix = "---";
    const int BodyColumns = 64;
    const int TagSize = 16;

    internal static byte[] Write(ReadOnlySpan<byte> fileKey, IReadOnlyList<AgeRecipient> recipients)
    {
        var text = new StringBuilder(Intro).Append('\n');
        foreach (var recipient in recipients)
        {
            AppendStanza(text, fileKey, recipient);
        }

        text.Append(MacPrefix);
        var mac = Mac(fileKey, Encoding.ASCII.GetBytes(text.ToString()));
        text.Append(' ').Append(ToBase64(mac)).Append('\n');
        var header = Encoding.ASCII.GetBytes(text.ToString());
        return header.Length <= MaximumSize
            ? header
            : throw new ArgumentException("Too many recipients for one age file.", nameof(recipients));
    }

    /// <summary>Opens the header at the start of <paramref name="file"/>: the file key and the header's length in bytes.</summary>
    internal static (byte[] FileKey, int Length) Open(ReadOnlySpan<byte> file, IReadOnlyList<AgeIdentity> identities)
    {
        var position = 0;
        if (ReadLine(file, ref position) != Intro)
        {
            throw Malformed("The file does not start as an age file.");
        }

        byte[]? fileKey = null;
        var start = position;
        var line = ReadLine(file, ref position);
        while (line.StartsWith(StanzaPrefix, StringComparison.Ordinal))
        {
            var arguments = line[StanzaPrefix.Length..].Split(' ');
            var body = ReadBody(file, ref position);
            if (arguments[0] == "X25519")
            {
                fileKey ??= Unwrap(arguments, body, identities);
            }

            start = position;
            line = ReadLine(file, ref position);
        }

        if (!line.StartsWith(MacPrefix + " ", StringComparison.Ordinal))
        {
            throw Malformed("The age header has a line that is neither recipient nor end.");
        }

        if (fileKey is null)
        {
            throw new AgeException(AgeFault.WrongIdentity, "The file is not encrypted to this identity.");
        }

        var expected = Mac(fileKey, file[..(start + MacPrefix.Length)]);
        if (!CryptographicOperations.FixedTimeEquals(expected, FromBase64(line[(MacPrefix.Length + 1)..])))
        {
            throw new AgeException(AgeFault.Altered, "The age header was altered.");
        }

        return (fileKey, position);
    }

    internal static byte[] PayloadKey(ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> nonce) => Derive(fileKey, nonce, "payload"u8);

    static void AppendStanza(StringBuilder text, ReadOnlySpan<byte> fileKey, AgeRecipient recipient)
    {
        using var ephemeral = X25519Key.Generate();
        using var wrapping = WrappingCipher(
            ephemeral.Derive(recipient.PublicKey), ephemeral.PublicKey, recipient.PublicKey);
        var body = new byte[FileKeySize + TagSize];
        wrapping.Encrypt(stackalloc byte[12], fileKey, body.AsSpan(0, FileKeySize), body.AsSpan(FileKeySize));
        text.Append(StanzaPrefix).Append("X25519 ").Append(ToBase64(ephemeral.PublicKey)).Append('\n');
        text.Append(ToBase64(body)).Append('\n');
    }

    static byte[]? Unwrap(string[] arguments, byte[] body, IReadOnlyList<AgeIdentity> identities)
    {
        if (arguments.Length != 2 || body.Length != FileKeySize + TagSize)
        {
            throw Malformed("The age header has a broken X25519 recipient.");
        }

        var share = FromBase64(arguments[1]);
        if (share.Length != X25519Key.Size)
        {
            throw Malformed("The age header has a broken X25519 recipient.");
        }

        foreach (var identity in identities)
        {
            if (TryUnwrap(share, body, identity) is { } fileKey)
            {
                return fileKey;
            }
        }

        return null;
    }

    static byte[]? TryUnwrap(byte[] share, byte[] body, AgeIdentity identity)
    {
        try
        {
            using var wrapping = WrappingCipher(identity.Key.Derive(share), share, identity.Recipient.PublicKey);
            var fileKey = new byte[FileKeySize];
            wrapping.Decrypt(stackalloc byte[12], body.AsSpan(0, FileKeySize), body.AsSpan(FileKeySize), fileKey);
            return fileKey;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        catch (CryptographicException)
        {
            throw Malformed("The age header has a recipient of low order.");
        }
    }

    static ChaCha20Poly1305 WrappingCipher(byte[] shared, ReadOnlySpan<byte> share, ReadOnlySpan<byte> recipient)
    {
        Span<byte> salt = stackalloc byte[2 * X25519Key.Size];
        share.CopyTo(salt);
        recipient.CopyTo(salt[X25519Key.Size..]);
        return new ChaCha20Poly1305(Derive(shared, salt, "age-encryption.org/v1/X25519"u8));
    }

    static byte[] Mac(ReadOnlySpan<byte> fileKey, ReadOnlySpan<byte> header) =>
        HMACSHA256.HashData(Derive(fileKey, [], "header"u8), header);

    static byte[] Derive(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> purpose)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt, purpose);
        return key;
    }

    static byte[] ReadBody(ReadOnlySpan<byte> file, ref int position)
    {
        var body = new StringBuilder();
        string line;
        do
        {
            line = ReadLine(file, ref position);
            if (line.Length > BodyColumns)
            {
                throw Malformed("The age header has an overlong line.");
            }

            body.Append(line);
        }
        while (line.Length == BodyColumns);
        return FromBase64(body.ToString());
    }

    static string ReadLine(ReadOnlySpan<byte> file, ref int position)
    {
        var window = file[position..Math.Min(file.Length, MaximumSize)];
        var length = window.IndexOf((byte)'\n');
        if (length < 0 || window[..length].ContainsAnyExceptInRange((byte)0x20, (byte)0x7e))
        {
            throw Malformed("The age header is cut short or not plain text.");
        }

        position += length + 1;
        return Encoding.ASCII.GetString(window[..length]);
    }

    static string ToBase64(ReadOnlySpan<byte> data) => Convert.ToBase64String(data).TrimEnd('=');

    static byte[] FromBase64(string text)
    {
        try
        {
            var data = Convert.FromBase64String(text + new string('=', (4 - text.Length % 4) % 4));
            return ToBase64(data) == text ? data : throw Malformed("The age header has loose base64.");
        }
        catch (FormatException)
        {
            throw Malformed("The age header has broken base64.");
        }
    }

    static AgeException Malformed(string message) => new(AgeFault.Malformed, message);
}

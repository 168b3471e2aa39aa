using System.Security.Cryptography;

namespace Mingzheng.Proof.Log;

/// <summary>The hashes of a transparency log (RFC 6962 section 2.1): SHA-256, 32 bytes, with leaves and nodes kept apart.</summary>
public static class LogHash
{
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>The root of the log that has no leaf yet.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    /// <summary>The hash of a leaf whose data is <paramref name="data"/> (for us the 32 bytes of a journal entry's leaf).</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> data)
    {
        Span<byte> input = data.Length < 512 ? stackalloc byte[data.Length + 1] : new byte[data.Length + 1];
        input[0] = 0;
        data.CopyTo(input[1..]);
        return SHA256.HashData(input);
    }

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> input = stackalloc byte[2 * Size + 1];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(Size + 1)..]);
        return SHA256.HashData(input);
    }
}

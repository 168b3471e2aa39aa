using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Mingzheng.Proof.Age;

/// <summary>The chunks of an age payload: STREAM over ChaCha20-Poly1305 (C2SP age.md, "Payload").</summary>
sealed class AgePayload(byte[] key) : IDisposable
{
    internal const int NonceSize = 16;
    internal const int ChunkSize = 64 * 1024;
    internal const int TagSize = 16;
    internal const int SealedChunkSize = ChunkSize + TagSize;

    readonly ChaCha20Poly1305 cipher = new(key);

    internal void Seal(long index, bool last, ReadOnlySpan<byte> plain, Span<byte> output)
    {
        Span<byte> nonce = stackalloc byte[12];
        WriteNonce(nonce, index, last);
        cipher.Encrypt(nonce, plain, output[..plain.Length], output.Slice(plain.Length, TagSize));
    }

    internal void Open(long index, bool last, ReadOnlySpan<byte> chunk, Span<byte> plain)
    {
        // Only an empty file has an empty chunk; elsewhere it would let a file be lengthened unseen.
        if (chunk.Length < TagSize || (chunk.Length == TagSize && index > 0))
        {
            throw new AgeException(AgeFault.Altered, "The encrypted file is cut short.");
        }

        Span<byte> nonce = stackalloc byte[12];
        WriteNonce(nonce, index, last);
        try
        {
            cipher.Decrypt(nonce, chunk[..^TagSize], chunk[^TagSize..], plain[..(chunk.Length - TagSize)]);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new AgeException(AgeFault.Altered, $"The encrypted file was altered or cut short near byte {index * ChunkSize}.");
        }
    }

    public void Dispose() => cipher.Dispose();

    static void WriteNonce(Span<byte> nonce, long index, bool last)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..], index);
        nonce[11] = last ? (byte)1 : (byte)0;
    }
}

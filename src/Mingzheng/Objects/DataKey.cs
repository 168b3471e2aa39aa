using System.Security.Cryptography;
using System.Text;
using Mingzheng.Proof.Age;

namespace Mingzheng.Objects;

/// <summary>The key of one person, case or room: an age identity for files, and a derived key for short texts in columns.</summary>
public sealed class DataKey(AgeIdentity identity, byte[] columnKey) : IDisposable
{
    const int NonceBytes = 12;
    const int TagBytes = 16;

    public AgeRecipient Recipient => identity.Recipient;

    internal AgeIdentity Identity => identity;

    /// <summary>"AGE-SECRET-KEY-1...": only for handing a person the key of their own recording.</summary>
    public string ExportSecret() => identity.ExportSecret();

    /// <inheritdoc cref="SealBytes"/>
    public byte[] Seal(string column, string text) => SealBytes(column, Encoding.UTF8.GetBytes(text));

    /// <summary>ChaCha20-Poly1305 as nonce(12) || ciphertext || tag(16), bound to the name of the column.</summary>
    public byte[] SealBytes(string column, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceBytes));
        using var cipher = new ChaCha20Poly1305(columnKey);
        cipher.Encrypt(sealedBytes.AsSpan(0, NonceBytes), plain, sealedBytes.AsSpan(NonceBytes, plain.Length),
            sealedBytes.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(column));
        return sealedBytes;
    }

    /// <inheritdoc cref="OpenBytes"/>
    public string Open(string column, ReadOnlySpan<byte> sealedBytes) => Encoding.UTF8.GetString(OpenBytes(column, sealedBytes));

    /// <exception cref="CryptographicException">The bytes were altered or belong to another column or key.</exception>
    public byte[] OpenBytes(string column, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("Too short to be a sealed text.");
        }

        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var cipher = new ChaCha20Poly1305(columnKey);
        cipher.Decrypt(sealedBytes[..NonceBytes], sealedBytes[NonceBytes..^TagBytes], sealedBytes[^TagBytes..], plain,
            Encoding.UTF8.GetBytes(column));
        return plain;
    }

    public void Dispose()
    {
        identity.Dispose();
        CryptographicOperations.ZeroMemory(columnKey);
    }
}

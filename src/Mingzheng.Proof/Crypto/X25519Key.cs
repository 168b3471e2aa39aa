using System.Security.Cryptography;

namespace Mingzheng.Proof.Crypto;

/// <summary>
/// An X25519 private key (RFC 7748). Private keys, public keys and shared secrets are 32 bytes. Safe for use from
/// several threads. Throws <see cref="CryptographicException"/> when OpenSSL refuses.
/// </summary>
public sealed class X25519Key : IDisposable
{
    public const int Size = 32;

    const string Algorithm = "X25519";

    readonly EvpKeyHandle key;
    readonly byte[] publicKey;

    X25519Key(EvpKeyHandle key)
    {
        this.key = key;
        publicKey = key.ExportPublic();
    }

    public ReadOnlySpan<byte> PublicKey => publicKey;

    public static X25519Key Generate()
    {
        Span<byte> raw = stackalloc byte[Size];
        RandomNumberGenerator.Fill(raw);
        var key = FromRaw(raw);
        CryptographicOperations.ZeroMemory(raw);
        return key;
    }

    public static X25519Key FromRaw(ReadOnlySpan<byte> raw) => new(EvpKeyHandle.FromPrivate(Algorithm, raw));

    /// <summary>The 32 secret bytes. Wipe them after storing.</summary>
    public byte[] ExportRaw() => key.ExportPrivate();

    /// <summary>
    /// The shared secret with the holder of <paramref name="peerPublicKey"/>. Throws for a point of low order, whose
    /// secret would be all zeros (RFC 7748 section 6.1).
    /// </summary>
    public byte[] Derive(ReadOnlySpan<byte> peerPublicKey)
    {
        using var peer = EvpKeyHandle.FromPublic(Algorithm, peerPublicKey);
        using var context = LibCrypto.Require(LibCrypto.EVP_PKEY_CTX_new(key, 0));
        LibCrypto.Require(LibCrypto.EVP_PKEY_derive_init(context));
        LibCrypto.Require(LibCrypto.EVP_PKEY_derive_set_peer(context, peer));
        var secret = new byte[Size];
        var length = (nuint)secret.Length;
        LibCrypto.Require(LibCrypto.EVP_PKEY_derive(context, secret, ref length));
        return secret;
    }

    public void Dispose() => key.Dispose();
}

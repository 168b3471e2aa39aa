using System.Security.Cryptography;

namespace Mingzheng.Proof.Crypto;

/// <summary>
/// An Ed25519 private key (RFC 8032). Seeds and public keys are 32 bytes, signatures 64. Safe for use from several
/// threads. Throws <see cref="CryptographicException"/> when OpenSSL refuses.
/// </summary>
public sealed class Ed25519Key : IDisposable
{
    public const int SeedSize = 32;
    public const int PublicKeySize = 32;
    public const int SignatureSize = 64;

    const string Algorithm = "ED25519";

    readonly EvpKeyHandle key;
    readonly byte[] publicKey;

    Ed25519Key(EvpKeyHandle key)
    {
        this.key = key;
        publicKey = key.ExportPublic();
    }

    public ReadOnlySpan<byte> PublicKey => publicKey;

    public static Ed25519Key Generate()
    {
        Span<byte> seed = stackalloc byte[SeedSize];
        RandomNumberGenerator.Fill(seed);
        var key = FromSeed(seed);
        CryptographicOperations.ZeroMemory(seed);
        return key;
    }

    public static Ed25519Key FromSeed(ReadOnlySpan<byte> seed) => new(EvpKeyHandle.FromPrivate(Algorithm, seed));

    /// <summary>The 32-byte seed: the whole secret. Wipe it after storing.</summary>
    public byte[] ExportSeed() => key.ExportPrivate();

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        using var context = LibCrypto.Require(LibCrypto.EVP_MD_CTX_new());
        LibCrypto.Require(LibCrypto.EVP_DigestSignInit(context, 0, 0, 0, key));
        var signature = new byte[SignatureSize];
        var length = (nuint)signature.Length;
        LibCrypto.Require(LibCrypto.EVP_DigestSign(context, signature, ref length, data, (nuint)data.Length));
        return signature;
    }

    /// <summary>False for a signature of the wrong length or key; throws only when the public key is not 32 bytes.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureSize)
        {
            return false;
        }

        using var key = EvpKeyHandle.FromPublic(Algorithm, publicKey);
        using var context = LibCrypto.Require(LibCrypto.EVP_MD_CTX_new());
        LibCrypto.Require(LibCrypto.EVP_DigestVerifyInit(context, 0, 0, 0, key));
        var valid = LibCrypto.EVP_DigestVerify(
            context, signature, (nuint)signature.Length, data, (nuint)data.Length) == 1;
        if (!valid)
        {
            LibCrypto.ForgetErrors();
        }

        return valid;
    }

    public void Dispose() => key.Dispose();
}

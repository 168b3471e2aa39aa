using System.Runtime.InteropServices;

namespace Mingzheng.Proof.Crypto;

/// <summary>An EVP_PKEY. OpenSSL counts references itself and allows concurrent reads of one key.</summary>
sealed class EvpKeyHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibCrypto.EVP_PKEY_free(handle);
        return true;
    }

    internal byte[] ExportPublic()
    {
        var raw = new byte[32];
        var length = (nuint)raw.Length;
        LibCrypto.Require(LibCrypto.EVP_PKEY_get_raw_public_key(this, raw, ref length));
        return raw;
    }

    internal byte[] ExportPrivate()
    {
        var raw = new byte[32];
        var length = (nuint)raw.Length;
        LibCrypto.Require(LibCrypto.EVP_PKEY_get_raw_private_key(this, raw, ref length));
        return raw;
    }

    internal static EvpKeyHandle FromPrivate(string algorithm, ReadOnlySpan<byte> raw)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(raw.Length, 32, nameof(raw));
        return LibCrypto.Require(
            LibCrypto.EVP_PKEY_new_raw_private_key_ex(0, algorithm, null, raw, (nuint)raw.Length));
    }

    internal static EvpKeyHandle FromPublic(string algorithm, ReadOnlySpan<byte> raw)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(raw.Length, 32, nameof(raw));
        return LibCrypto.Require(
            LibCrypto.EVP_PKEY_new_raw_public_key_ex(0, algorithm, null, raw, (nuint)raw.Length));
    }
}

/// <summary>An EVP_PKEY_CTX: one key agreement.</summary>
sealed class EvpKeyContextHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibCrypto.EVP_PKEY_CTX_free(handle);
        return true;
    }
}

/// <summary>An EVP_MD_CTX: one signing or verifying.</summary>
sealed class EvpDigestContextHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibCrypto.EVP_MD_CTX_free(handle);
        return true;
    }
}

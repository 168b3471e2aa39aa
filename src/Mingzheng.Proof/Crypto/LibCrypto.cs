using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Mingzheng.Proof.Crypto;

/// <summary>The few functions of OpenSSL 3 for the curves that .NET does not offer. Names are those of the C header.</summary>
static partial class LibCrypto
{
    const string Library = "libcrypto.so.3";

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial EvpKeyHandle EVP_PKEY_new_raw_private_key_ex(
        nint context, string algorithm, string? properties, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial EvpKeyHandle EVP_PKEY_new_raw_public_key_ex(
        nint context, string algorithm, string? properties, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library)]
    internal static partial int EVP_PKEY_get_raw_public_key(EvpKeyHandle key, Span<byte> output, ref nuint length);

    [LibraryImport(Library)]
    internal static partial int EVP_PKEY_get_raw_private_key(EvpKeyHandle key, Span<byte> output, ref nuint length);

    [LibraryImport(Library)]
    internal static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Library)]
    internal static partial EvpKeyContextHandle EVP_PKEY_CTX_new(EvpKeyHandle key, nint engine);

    [LibraryImport(Library)]
    internal static partial void EVP_PKEY_CTX_free(nint context);

    [LibraryImport(Library)]
    internal static partial int EVP_PKEY_derive_init(EvpKeyContextHandle context);

    [LibraryImport(Library)]
    internal static partial int EVP_PKEY_derive_set_peer(EvpKeyContextHandle context, EvpKeyHandle peer);

    [LibraryImport(Library)]
    internal static partial int EVP_PKEY_derive(EvpKeyContextHandle context, Span<byte> output, ref nuint length);

    [LibraryImport(Library)]
    internal static partial EvpDigestContextHandle EVP_MD_CTX_new();

    [LibraryImport(Library)]
    internal static partial void EVP_MD_CTX_free(nint context);

    [LibraryImport(Library)]
    internal static partial int EVP_DigestSignInit(
        EvpDigestContextHandle context, nint keyContext, nint digest, nint engine, EvpKeyHandle key);

    [LibraryImport(Library)]
    internal static partial int EVP_DigestSign(
        EvpDigestContextHandle context, Span<byte> signature, ref nuint signatureLength, ReadOnlySpan<byte> data, nuint length);

    [LibraryImport(Library)]
    internal static partial int EVP_DigestVerifyInit(
        EvpDigestContextHandle context, nint keyContext, nint digest, nint engine, EvpKeyHandle key);

    [LibraryImport(Library)]
    internal static partial int EVP_DigestVerify(
        EvpDigestContextHandle context, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> data, nuint length);

    [LibraryImport(Library)]
    private static partial CULong ERR_get_error();

    [LibraryImport(Library)]
    private static partial void ERR_error_string_n(CULong error, Span<byte> text, nuint length);

    [LibraryImport(Library)]
    private static partial void ERR_clear_error();

    /// <summary>Throws what OpenSSL says about its last failure unless <paramref name="result"/> is 1.</summary>
    internal static void Require(int result)
    {
        if (result != 1)
        {
            throw LastError();
        }
    }

    internal static THandle Require<THandle>(THandle handle) where THandle : SafeHandle
    {
        if (!handle.IsInvalid)
        {
            return handle;
        }

        handle.Dispose();
        throw LastError();
    }

    /// <summary>A refused signature leaves entries in OpenSSL's per-thread queue, which .NET's own calls would report later.</summary>
    internal static void ForgetErrors() => ERR_clear_error();

    static CryptographicException LastError()
    {
        Span<byte> text = stackalloc byte[256];
        ERR_error_string_n(ERR_get_error(), text, (nuint)text.Length);
        ERR_clear_error();
        return new CryptographicException(System.Text.Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]));
    }
}

using System.Security.Cryptography;
using Mingzheng.Proof.Pdf;

namespace Mingzheng.Tests.Pdf;

/// <summary>The two-pass path with the browser's half played by a key outside the library.</summary>
static class Signing
{
    public static readonly DateTimeOffset Instant = new(2030, 1, 15, 2, 30, 0, TimeSpan.Zero);

    public static SignatureRequest Request(string field, string signer, int page = 1, SignatureAppearance? appearance = null) =>
        new(new SignatureField(field, page, new PdfRectangle(72, 100, 150, 50)), signer, "本人签名确认", Instant, appearance);

    public static async Task<byte[]> TwoPass(byte[] pdf, SignatureRequest request, ECDsa key, SignerCertificate signer, TestAuthority authority)
    {
        var stored = PdfSigning.Prepare(pdf, request).Pdf;
        var prepared = PdfSigning.Resume(stored);
        return await PdfSigning.Complete(prepared, signer, SignAsBrowser(key, prepared.SignedAttributes(signer)), authority.Timestamp, authority.Trust);
    }

    /// <summary>WebCrypto: ECDSA with SHA-256 over the bytes, answer r||s.</summary>
    public static byte[] SignAsBrowser(ECDsa key, byte[] attributes) =>
        key.SignData(attributes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>Signed by one fictitious person for each name, field names "signer-1" and so on.</summary>
    public static async Task<byte[]> SignedBy(TestAuthority authority, byte[] pdf, params string[] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            pdf = await TwoPassAsNewPerson(authority, pdf, $"signer-{i + 1}", names[i]);
        }
        return pdf;
    }

    public static async Task<byte[]> TwoPassAsNewPerson(TestAuthority authority, byte[] pdf, string field, string name)
    {
        using var key = TestAuthority.NewKey();
        return await TwoPass(pdf, Request(field, name), key, authority.Certify(name, key), authority);
    }
}

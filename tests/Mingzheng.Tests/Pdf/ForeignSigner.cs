using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mingzheng.Proof.Pdf;

namespace Mingzheng.Tests.Pdf;

/// <summary>Signs with the CMS of .NET, as software of others does: it asks nobody whether the signature will be believed.</summary>
static class ForeignSigner
{
    public static async Task<byte[]> Sign(
        byte[] pdf, SignatureRequest request, ECDsa key, SignerCertificate signer, Func<byte[], Task<byte[]>> timestamp)
    {
        var blank = (byte[])PdfSigning.Prepare(pdf, request).Pdf.Clone();
        var start = blank.AsSpan().LastIndexOf("/Contents <0"u8) + "/Contents ".Length;
        var end = start + blank.AsSpan(start).IndexOf((byte)'>') + 1;
        var cms = new SignedCms(new ContentInfo([.. blank[..start], .. blank[end..]]), detached: true);
        using var certificate = X509CertificateLoader.LoadCertificate(signer.Certificate).CopyWithPrivateKey(key);
        var by = new CmsSigner(certificate) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"), IncludeOption = X509IncludeOption.EndCertOnly };
        by.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.47", TestAuthority.SigningCertificate(certificate)));
        cms.ComputeSignature(by);
        var asked = Rfc3161TimestampRequest.CreateFromSignerInfo(
            cms.SignerInfos[0], HashAlgorithmName.SHA256, nonce: new byte[] { 0x41, 2, 3, 4 }, requestSignerCertificates: true);
        var token = asked.ProcessResponse(await timestamp(asked.Encode()), out _);
        cms.SignerInfos[0].AddUnsignedAttribute(new AsnEncodedData("1.2.840.113549.1.9.16.2.14", token.AsSignedCms().Encode()));
        Encoding.ASCII.GetBytes(Convert.ToHexString(cms.Encode()), blank.AsSpan(start + 1));
        return blank;
    }
}

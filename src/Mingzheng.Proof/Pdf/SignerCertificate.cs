using System.Security.Cryptography.X509Certificates;

namespace Mingzheng.Proof.Pdf;

/// <summary>The certificate that names the signer, and what leads from it towards the root.</summary>
/// <param name="Certificate">DER of the signer's own certificate, with a key on P-256.</param>
/// <param name="Chain">DER of the issuers between it and the root, in any order; the root itself may be left out.</param>
public sealed record SignerCertificate(byte[] Certificate, IReadOnlyList<byte[]> Chain)
{
    internal X509Certificate2 Load() => X509CertificateLoader.LoadCertificate(Certificate);
}

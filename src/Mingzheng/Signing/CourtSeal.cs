using System.Security.Cryptography.X509Certificates;

namespace Mingzheng.Signing;

/// <summary>The certificate of a court's seal. Every sealed document carries the one it was sealed under, so only the newest is kept here.</summary>
public sealed class CourtSeal
{
    public required Guid CourtId { get; init; }

    public required byte[] Certificate { get; set; }

    /// <summary>The issuing certificates, concatenated DER.</summary>
    public required byte[] Chain { get; set; }

    public required DateTimeOffset At { get; set; }

    /// <summary>The end of the certificate's validity.</summary>
    public DateTimeOffset NotAfter
    {
        get
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Certificate);
            return certificate.NotAfter.ToUniversalTime();
        }
    }
}

using System.Security.Cryptography.X509Certificates;

namespace Mingzheng.Proof.Pdf;

/// <summary>What a signature has to lead to at the moment it is made, so that nothing is signed that nobody will believe later.</summary>
/// <param name="Roots">Roots trusted for signers.</param>
/// <param name="TimestampRoots">Roots trusted for timestamps.</param>
/// <param name="Now">By the clock of the one who completes the signature.</param>
public sealed record SigningTrust(X509Certificate2Collection Roots, X509Certificate2Collection TimestampRoots, DateTimeOffset Now)
{
    /// <summary>The clocks of court and authority may differ, and the answer takes its time; a token of an earlier day is somebody's stock.</summary>
    public static readonly TimeSpan MaximumSkew = TimeSpan.FromMinutes(5);

    /// <summary>Null when the signer's certificate leads to a root at the given instant, else why not.</summary>
    public string? WhyNotSigner(SignerCertificate signer, DateTimeOffset at)
    {
        using var certificate = signer.Load();
        var companions = new X509Certificate2Collection();
        foreach (var companion in signer.Chain)
        {
            companions.Add(X509CertificateLoader.LoadCertificate(companion));
        }
        return CertificateTrust.WhyNotSigner(certificate, companions, Roots, at);
    }
}

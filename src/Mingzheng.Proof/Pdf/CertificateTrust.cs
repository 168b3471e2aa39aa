using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mingzheng.Proof.Pdf;

/// <summary>Chains certificates to the given roots only, offline, as of a given instant.</summary>
static class CertificateTrust
{
    static readonly Oid TimeStamping = new("1.3.6.1.5.5.7.3.8");

    /// <summary>Null when the signer is trusted, else why not.</summary>
    public static string? WhyNotSigner(
        X509Certificate2 certificate, X509Certificate2Collection companions, X509Certificate2Collection roots, DateTimeOffset at)
    {
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages;
        var constraints = certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault();
        var signs = usage is null || (usage.Value & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) != 0;
        return !signs || constraints is { CertificateAuthority: true }
            ? "the certificate is not one for signing documents"
            : WhyNot(certificate, companions, roots, at, null);
    }

    /// <summary>Null when the timestamp authority is trusted, else why not.</summary>
    public static string? WhyNotAuthority(
        X509Certificate2 certificate, X509Certificate2Collection companions, X509Certificate2Collection roots, DateTimeOffset at) =>
        WhyNot(certificate, companions, roots, at, TimeStamping);

    static string? WhyNot(
        X509Certificate2 certificate, X509Certificate2Collection companions, X509Certificate2Collection roots, DateTimeOffset at, Oid? purpose)
    {
        if (roots.Count == 0)
        {
            return "no root certificate was given";
        }
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(roots);
        policy.ExtraStore.AddRange(companions);
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.VerificationTime = at.UtcDateTime;
        if (purpose is not null)
        {
            policy.ApplicationPolicy.Add(purpose);
        }
        var trusted = chain.Build(certificate);
        var status = chain.ChainStatus.Length > 0 ? chain.ChainStatus[0].Status.ToString() : "unknown";
        foreach (var element in chain.ChainElements)
        {
            element.Certificate.Dispose();
        }
        return trusted ? null : $"the certificate does not lead to a given root ({status})";
    }
}

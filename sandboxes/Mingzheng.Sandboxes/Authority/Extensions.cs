using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mingzheng.Sandboxes.Authority;

/// <summary>The certificate extensions (RFC 5280 section 4.2) of each kind of certificate in the hierarchy.</summary>
static class Extensions
{
    const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    const string DocumentSigning = "1.3.6.1.5.5.7.3.36";
    const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    const string NoRevocationAvailable = "2.5.29.56";

    public static void ForAuthority(CertificateRequest request, X509Certificate2? issuer, int pathLength)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, pathLength, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        AddKeyIdentifiers(request, issuer);
    }

    /// <summary>A signer of documents. emailProtection is there because common checkers (NSS) know no other use that covers
    /// signatures; documentSigning is RFC 9336.</summary>
    public static void ForSigner(CertificateRequest request, X509Certificate2 issuer, bool shortLived)
    {
        AddLeaf(request, issuer, X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation);
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(EmailProtection), new Oid(DocumentSigning)], false));
        if (shortLived)
        {
            // RFC 9608: it ends before a revocation could be published. The value is an ASN.1 NULL.
            request.CertificateExtensions.Add(new X509Extension(NoRevocationAvailable, [0x05, 0x00], false));
        }
    }

    /// <summary>RFC 3161 section 2.3: timeStamping must be the only extended use, and critical.</summary>
    public static void ForTimestamps(CertificateRequest request, X509Certificate2 issuer)
    {
        AddLeaf(request, issuer, X509KeyUsageFlags.DigitalSignature);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(TimeStamping)], true));
    }

    static void AddLeaf(CertificateRequest request, X509Certificate2 issuer, X509KeyUsageFlags usage)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        AddKeyIdentifiers(request, issuer);
    }

    static void AddKeyIdentifiers(CertificateRequest request, X509Certificate2? issuer)
    {
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (issuer is not null)
        {
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        }
    }
}

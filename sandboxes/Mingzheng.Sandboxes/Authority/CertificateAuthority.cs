using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Mingzheng.Sandboxes.Authority;

/// <summary>
/// A certificate authority with a root, an issuer under it that certifies signers, and the timestamp authority's certificate.
/// The keys are made on first start and kept, with their certificates, in the data folder.
/// </summary>
sealed class CertificateAuthority : IDisposable
{
    const string Organization = "Mingzheng sandbox (development only)";
    const string SerialNumberAttribute = "2.5.4.5";
    const int LongestCommonName = 64; // RFC 5280 appendix A.1, ub-common-name
    static readonly TimeSpan EventValidity = TimeSpan.FromDays(3 * 365);
    static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    readonly TimeProvider clock;

    public CertificateAuthority(DataFolder folder, TimeProvider clock)
    {
        this.clock = clock;
        Root = Kept(folder, "root", MakeRoot);
        Issuer = Kept(folder, "issuer", MakeIssuer);
        Timestamps = Kept(folder, "timestamps", MakeTimestamps);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Issuer { get; }

    /// <summary>The certificate and key of the timestamp authority.</summary>
    public X509Certificate2 Timestamps { get; }

    /// <summary>Certifies a key for one event: the key is gone after it, the certificate stays good for readers that look at today only; the event as the serial number of the subject.</summary>
    public X509Certificate2 CertifyEvent(string eventId, string name, PublicKey key)
    {
        var notBefore = clock.GetUtcNow() - ClockDifference;
        return CertifySigner(Subject(name, eventId, organization: null), key, notBefore, notBefore + EventValidity, shortLived: true);
    }

    /// <summary>Certifies a court's long-lived seal key for three years.</summary>
    public X509Certificate2 CertifySeal(string courtCode, string courtName, PublicKey key)
    {
        var notBefore = clock.GetUtcNow() - ClockDifference;
        return CertifySigner(Subject(courtName, courtCode, courtName), key, notBefore, notBefore.AddYears(3), shortLived: false);
    }

    public void Dispose()
    {
        Root.Dispose();
        Issuer.Dispose();
        Timestamps.Dispose();
    }

    X509Certificate2 CertifySigner(
        X500DistinguishedName subject, PublicKey key, DateTimeOffset notBefore, DateTimeOffset notAfter, bool shortLived)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        Extensions.ForSigner(request, Issuer, shortLived);
        return request.Create(Issuer, notBefore, notAfter, SerialNumber());
    }

    X509Certificate2 MakeRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject("Mingzheng Sandbox Root", null, Organization), key, HashAlgorithmName.SHA256);
        Extensions.ForAuthority(request, issuer: null, pathLength: 1);
        var notBefore = clock.GetUtcNow().AddDays(-1);
        return request.CreateSelfSigned(notBefore, notBefore.AddYears(20));
    }

    X509Certificate2 MakeIssuer() =>
        MakeUnderRoot("Mingzheng Sandbox Event Issuer", 15, request => Extensions.ForAuthority(request, Root, pathLength: 0));

    X509Certificate2 MakeTimestamps() =>
        MakeUnderRoot("Mingzheng Sandbox Timestamp Authority", 10, request => Extensions.ForTimestamps(request, Root));

    X509Certificate2 MakeUnderRoot(string name, int years, Action<CertificateRequest> extend)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject(name, null, Organization), key, HashAlgorithmName.SHA256);
        extend(request);
        var notBefore = new DateTimeOffset(Root.NotBefore.ToUniversalTime());
        using var certificate = request.Create(Root, notBefore, notBefore.AddYears(years), SerialNumber());
        return certificate.CopyWithPrivateKey(key);
    }

    // Key and certificate are one file, so that a crash cannot leave one without the other.
    static X509Certificate2 Kept(DataFolder folder, string name, Func<X509Certificate2> make)
    {
        var file = $"{name}.pem";
        if (!File.Exists(folder.PathOf(file)))
        {
            using var made = make();
            using var key = made.GetECDsaPrivateKey()!;
            folder.WriteSecret(file, $"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        }

        var pem = File.ReadAllText(folder.PathOf(file));
        return X509Certificate2.CreateFromPem(pem, pem);
    }

    static X500DistinguishedName Subject(string commonName, string? serialNumber, string? organization)
    {
        // The builder encodes the last part added first: organization, name, serial number.
        var builder = new X500DistinguishedNameBuilder();
        if (serialNumber is not null)
        {
            builder.Add(SerialNumberAttribute, serialNumber, System.Formats.Asn1.UniversalTagNumber.PrintableString);
        }

        builder.AddCommonName(Shortened(commonName));
        if (organization is not null)
        {
            builder.AddOrganizationName(Shortened(organization));
        }

        return builder.Build();
    }

    // Names of people may be longer than X.520 allows; the serial number identifies the signer, the name is for reading.
    static string Shortened(string name)
    {
        var shortened = new StringBuilder();
        var elements = StringInfo.GetTextElementEnumerator(name.Trim());
        while (elements.MoveNext() && shortened.Length + elements.GetTextElement().Length <= LongestCommonName)
        {
            shortened.Append(elements.GetTextElement());
        }

        return shortened.ToString();
    }

    // RFC 5280 section 4.1.2.2: positive, at most 20 octets.
    static byte[] SerialNumber()
    {
        var number = RandomNumberGenerator.GetBytes(16);
        number[0] = (byte)((number[0] & 0x7F) | 0x40);
        return number;
    }
}

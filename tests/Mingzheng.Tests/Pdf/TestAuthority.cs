using System.Formats.Asn1;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography;
using Mingzheng.Proof.Pdf;
using Shouldly;

namespace Mingzheng.Tests.Pdf;

/// <summary>A root, its certificates for signers and a timestamp authority, all alive at one given instant.</summary>
sealed class TestAuthority
{
    static readonly Oid Sha256 = new("2.16.840.1.101.3.4.2.1");
    readonly DateTimeOffset now;
    readonly X509Certificate2 tsa;
    int serial;

    public TestAuthority(DateTimeOffset now)
    {
        this.now = now;
        Root = MakeRoot();
        tsa = Issue("CN=Fictitious Timestamps, O=Mingzheng Test", RSA.Create(2048), now.AddDays(-1), now.AddYears(5), "1.3.6.1.5.5.7.3.8", critical: true);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2Collection Roots => [Root];

    /// <summary>What a court asks of a signature that trusts this authority.</summary>
    public SigningTrust Trust => new(Roots, Roots, now);

    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <param name="lifetime">An event certificate lives for minutes.</param>
    public SignerCertificate Certify(string name, ECDsa key, TimeSpan? lifetime = null)
    {
        using var certificate = Issue(
            $"CN={name}, O=Mingzheng Test", key, now.AddMinutes(-10), now + (lifetime ?? TimeSpan.FromDays(3650)), "1.3.6.1.5.5.7.3.4", critical: false);
        return new SignerCertificate(certificate.RawData, []);
    }

    /// <summary>Answers an RFC 3161 request.</summary>
    public Task<byte[]> Timestamp(byte[] request) => Task.FromResult(Reply(request, now, changeNonce: false));

    public Task<byte[]> TimestampWithAnotherNonce(byte[] request) => Task.FromResult(Reply(request, now, changeNonce: true));

    public Task<byte[]> TimestampAt(byte[] request, DateTimeOffset at) => Task.FromResult(Reply(request, at, changeNonce: false));

    byte[] Reply(byte[] request, DateTimeOffset at, bool changeNonce)
    {
        Rfc3161TimestampRequest.TryDecode(request, out var asked, out _).ShouldBeTrue();
        var nonce = asked!.GetNonce()!.Value.ToArray();
        nonce[^1] ^= (byte)(changeNonce ? 1 : 0);
        var info = new Rfc3161TimestampTokenInfo(
            new Oid("1.3.6.1.4.1.99999.1.1"), asked.HashAlgorithmId, asked.GetMessageHash(), BitConverter.GetBytes(++serial), at, nonce: nonce);
        var cms = new SignedCms(new ContentInfo(new Oid("1.2.840.113549.1.9.16.1.4"), info.Encode()));
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, tsa) { DigestAlgorithm = Sha256, IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.47", SigningCertificate(tsa)));
        cms.ComputeSignature(signer);
        var reply = new AsnWriter(AsnEncodingRules.DER);
        using (reply.PushSequence())
        {
            using (reply.PushSequence())
            {
                reply.WriteInteger(0);
            }
            reply.WriteEncodedValue(cms.Encode());
        }
        return reply.Encode();
    }

    public static byte[] SigningCertificate(X509Certificate2 certificate)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        }
        return writer.Encode();
    }

    X509Certificate2 MakeRoot()
    {
        var request = new CertificateRequest("CN=Fictitious Court Root, O=Mingzheng Test", NewKey(), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(now.AddDays(-30), now.AddYears(20));
    }

    X509Certificate2 Issue(string subject, AsymmetricAlgorithm key, DateTimeOffset from, DateTimeOffset to, string purpose, bool critical)
    {
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Root, true, false));
        using var issuer = Root.GetECDsaPrivateKey()!;
        var number = RandomNumberGenerator.GetBytes(12);
        number[0] = (byte)(number[0] & 0x3F | 0x40);
        var certificate = request.Create(Root.SubjectName, X509SignatureGenerator.CreateForECDsa(issuer), from, to, number);
        return key is RSA own ? certificate.CopyWithPrivateKey(own) : certificate;
    }
}

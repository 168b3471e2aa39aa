using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Mingzheng.Proof.Pdf;

/// <summary>Checks the attributes that the signer signed together with the document (RFC 5652, RFC 5035).</summary>
static class SignedAttributesCheck
{
    /// <summary>Null when digest algorithm, content type and certificate binding are right, else why not.</summary>
    public static string? WhyWrong(SignerInfo signer, X509Certificate2 certificate)
    {
        if (HashName(signer.DigestAlgorithm) is null)
        {
            return "the digest algorithm is not one of the SHA-2 family";
        }
        if (Single(signer, CadesSignature.ContentType) is not { } type
            || AsnDecoder.ReadObjectIdentifier(type, AsnEncodingRules.DER, out _) != CadesSignature.IdData)
        {
            return "the signature does not say that it signs plain data";
        }
        if (Single(signer, CadesSignature.SigningCertificateV2) is not { } binding || !Binds(binding, certificate))
        {
            return "the signature does not bind the signer's certificate";
        }
        return null;
    }

    public static bool DigestMatches(SignerInfo signer, byte[] signed) =>
        HashName(signer.DigestAlgorithm) is { } hash
        && Single(signer, CadesSignature.MessageDigest) is { } digest
        && AsnDecoder.ReadOctetString(digest, AsnEncodingRules.DER, out _).AsSpan().SequenceEqual(CryptographicOperations.HashData(hash, signed));

    static HashAlgorithmName? HashName(Oid algorithm) => algorithm.Value switch
    {
        "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
        "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
        "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
        _ => null,
    };

    static byte[]? Single(SignerInfo signer, string oid)
    {
        var values = signer.SignedAttributes.Cast<CryptographicAttributeObject>()
            .Where(attribute => attribute.Oid.Value == oid)
            .SelectMany(attribute => attribute.Values.Cast<AsnEncodedData>())
            .ToList();
        return values is [var only] ? only.RawData : null;
    }

    // The first ESSCertIDv2 names the signer: [hashAlgorithm,] certHash [, issuerSerial].
    static bool Binds(byte[] attribute, X509Certificate2 certificate)
    {
        var first = new AsnReader(attribute, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadSequence();
        var hash = (HashAlgorithmName?)HashAlgorithmName.SHA256;
        if (first.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            hash = HashName(new Oid(first.ReadSequence().ReadObjectIdentifier()));
        }
        return hash is not null && first.ReadOctetString().AsSpan().SequenceEqual(CryptographicOperations.HashData(hash.Value, certificate.RawData));
    }
}

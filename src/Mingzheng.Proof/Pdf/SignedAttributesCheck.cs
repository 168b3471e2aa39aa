using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Mingzheng.Proof.Pdf;

/// <summary>Checks the attributes that the signer signed together with the document (RFC 5652, RFC 5035).</summary>
static class SignedAttributesCheck
{
    const string RsaPss = "1.2.840.113549.1.1.10";
    const byte SetOf = 0x31;

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

    /// <param name="digest">Of the signed bytes, by the algorithm that the signer names.</param>
    public static bool DigestMatches(SignerInfo signer, Func<HashAlgorithmName, byte[]> digest) =>
        HashName(signer.DigestAlgorithm) is { } hash
        && Single(signer, CadesSignature.MessageDigest) is { } named
        && AsnDecoder.ReadOctetString(named, AsnEncodingRules.DER, out _).AsSpan().SequenceEqual(digest(hash));

    /// <summary>
    /// Whether the key in the certificate signed the attributes. Asked of the key itself: <see cref="SignerInfo.CheckSignature(bool)"/> wants a
    /// copy of the whole document first, whose digest is already compared.
    /// </summary>
    /// <param name="cms">With this one signer.</param>
    public static bool IsMadeBy(X509Certificate2 certificate, SignerInfo signer, byte[] cms)
    {
        if (HashName(signer.DigestAlgorithm) is not { } hash)
        {
            return false;
        }
        var (attributes, signature) = (AttributesIn(cms), signer.GetSignature());
        using var curve = certificate.GetECDsaPublicKey();
        using var rsa = curve is null ? certificate.GetRSAPublicKey() : null;
        var padding = signer.SignatureAlgorithm.Value == RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return curve?.VerifyData(attributes, signature, hash, DSASignatureFormat.Rfc3279DerSequence)
            ?? rsa?.VerifyData(attributes, signature, hash, padding) ?? false;
    }

    /// <summary>The signed attributes byte for byte. Stored under an implicit tag, signed as SET OF (RFC 5652, 5.4): only the first byte differs.</summary>
    static byte[] AttributesIn(byte[] cms)
    {
        var content = new AsnReader(cms, AsnEncodingRules.BER).ReadSequence();
        content.ReadObjectIdentifier();
        var signed = content.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true)).ReadSequence();
        signed.ReadInteger();
        signed.ReadEncodedValue();
        signed.ReadEncodedValue();
        while (signed.PeekTag().TagClass == TagClass.ContextSpecific)
        {
            signed.ReadEncodedValue();
        }
        var signer = signed.ReadSetOf(skipSortOrderValidation: true).ReadSequence();
        signer.ReadInteger();
        signer.ReadEncodedValue();
        signer.ReadEncodedValue();
        var attributes = signer.ReadEncodedValue().ToArray();
        attributes[0] = SetOf;
        return attributes;
    }

    internal static HashAlgorithmName? HashName(Oid algorithm) => algorithm.Value switch
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

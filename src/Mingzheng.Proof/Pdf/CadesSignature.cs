using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mingzheng.Proof.Pdf;

/// <summary>
/// A detached CMS signature (RFC 5652) of the CAdES baseline profile with ECDSA and SHA-256. It is written here and not by a
/// ready-made signer because the private key is in the signer's browser: the attributes leave, the signature value returns.
/// </summary>
static class CadesSignature
{
    public const string IdData = "1.2.840.113549.1.7.1";
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    public const string TimestampToken = "1.2.840.113549.1.9.16.2.14";
    const string SignedData = "1.2.840.113549.1.7.2";
    const string Sha256 = "2.16.840.1.101.3.4.2.1";
    const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    static readonly Asn1Tag ImplicitFirst = new(TagClass.ContextSpecific, 0, isConstructed: true);
    static readonly Asn1Tag ImplicitSecond = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>
    /// The DER SET OF attributes that the signer signs. No signing-time: PAdES forbids it beside /M (EN 319 142-1, 6.3).
    /// </summary>
    public static byte[] SignedAttributes(byte[] documentDigest, byte[] certificate)
    {
        var set = new AsnWriter(AsnEncodingRules.DER);
        // DER sorts the members of a SET OF by their encodings; AsnWriter does so on PopSetOf.
        using (set.PushSetOf())
        {
            WriteAttribute(set, ContentType, value => value.WriteObjectIdentifier(IdData));
            WriteAttribute(set, MessageDigest, value => value.WriteOctetString(documentDigest));
            WriteAttribute(set, SigningCertificateV2, value => WriteSigningCertificate(value, certificate));
        }
        return set.Encode();
    }

    /// <summary>Assembles the CMS ContentInfo.</summary>
    /// <param name="signature">Signature value over <paramref name="signedAttributes"/>, as DER (RFC 3279).</param>
    /// <param name="timestampToken">RFC 3161 token over the signature value.</param>
    public static byte[] Assemble(SignerCertificate signer, byte[] signedAttributes, byte[] signature, byte[] timestampToken)
    {
        var cms = new AsnWriter(AsnEncodingRules.DER);
        using (cms.PushSequence())
        {
            cms.WriteObjectIdentifier(SignedData);
            using (cms.PushSequence(ImplicitFirst))
            using (cms.PushSequence())
            {
                cms.WriteInteger(1);
                using (cms.PushSetOf())
                {
                    WriteAlgorithm(cms, Sha256);
                }
                using (cms.PushSequence())
                {
                    cms.WriteObjectIdentifier(IdData);
                }
                using (cms.PushSetOf(ImplicitFirst))
                {
                    foreach (var certificate in signer.Chain.Prepend(signer.Certificate))
                    {
                        cms.WriteEncodedValue(certificate);
                    }
                }
                using (cms.PushSetOf())
                {
                    WriteSignerInfo(cms, signer, signedAttributes, signature, timestampToken);
                }
            }
        }
        return cms.Encode();
    }

    /// <summary>The two halves that WebCrypto gives, as the SEQUENCE that CMS wants.</summary>
    public static byte[] ToDer(ReadOnlySpan<byte> raw)
    {
        var der = new AsnWriter(AsnEncodingRules.DER);
        using (der.PushSequence())
        {
            der.WriteIntegerUnsigned(Shortest(raw[..(raw.Length / 2)]));
            der.WriteIntegerUnsigned(Shortest(raw[(raw.Length / 2)..]));
        }
        return der.Encode();
    }

    static void WriteSignerInfo(AsnWriter cms, SignerCertificate signer, byte[] signedAttributes, byte[] signature, byte[] timestampToken)
    {
        using var certificate = signer.Load();
        using (cms.PushSequence())
        {
            cms.WriteInteger(1);
            using (cms.PushSequence())
            {
                cms.WriteEncodedValue(certificate.IssuerName.RawData);
                cms.WriteInteger(certificate.SerialNumberBytes.Span);
            }
            WriteAlgorithm(cms, Sha256);
            // Signed as SET OF, stored under an implicit tag (RFC 5652, 5.4): only the first byte differs.
            byte[] stored = [0xA0, .. signedAttributes.AsSpan(1)];
            cms.WriteEncodedValue(stored);
            WriteAlgorithm(cms, EcdsaWithSha256);
            cms.WriteOctetString(signature);
            using (cms.PushSetOf(ImplicitSecond))
            {
                WriteAttribute(cms, TimestampToken, value => value.WriteEncodedValue(timestampToken));
            }
        }
    }

    static void WriteAlgorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
        }
    }

    static void WriteAttribute(AsnWriter writer, string oid, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            using (writer.PushSetOf())
            {
                value(writer);
            }
        }
    }

    // RFC 5035: SEQUENCE { certs SEQUENCE OF ESSCertIDv2 { certHash } }, SHA-256 being the default algorithm.
    static void WriteSigningCertificate(AsnWriter writer, byte[] certificate)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate));
        }
    }

    static ReadOnlySpan<byte> Shortest(ReadOnlySpan<byte> number)
    {
        var start = number.IndexOfAnyExcept((byte)0);
        return start < 0 ? number[^1..] : number[start..];
    }
}

using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Mingzheng.Sandboxes.Authority;

namespace Mingzheng.Sandboxes.Timestamps;

/// <summary>Answers RFC 3161 requests: a signed token, or a rejection that names its cause.</summary>
sealed class TimestampSigner(CertificateAuthority authority, TimeProvider clock)
{
    const string TokenContent = "1.2.840.113549.1.9.16.1.4"; // id-ct-TSTInfo
    const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47"; // RFC 5035
    const string Sha256 = "2.16.840.1.101.3.4.2.1";
    const string Policy = "2.25.141423801527390174826095771843220948177.1";
    const int Granted = 0;
    const int Rejection = 2;
    const int AccuracyMicroseconds = 1_000_000;

    static readonly Dictionary<string, int> DigestSizes = new()
    {
        [Sha256] = 32,
        ["2.16.840.1.101.3.4.2.2"] = 48,
        ["2.16.840.1.101.3.4.2.3"] = 64,
    };

    /// <summary>Answers a DER request with a DER reply; never throws on a request, however malformed.</summary>
    public byte[] Reply(byte[] request)
    {
        if (!Rfc3161TimestampRequest.TryDecode(request, out var decoded, out var read) || read != request.Length)
        {
            return Reject(TimestampFailure.BadDataFormat, "The request is not a TimeStampReq.");
        }

        if (decoded.Version != 1)
        {
            return Reject(TimestampFailure.BadRequest, "Only version 1 is known.");
        }

        if (!DigestSizes.TryGetValue(decoded.HashAlgorithmId.Value!, out var size))
        {
            return Reject(TimestampFailure.BadAlgorithm, "Only SHA-256, SHA-384 and SHA-512 are accepted.");
        }

        if (decoded.GetMessageHash().Length != size)
        {
            return Reject(TimestampFailure.BadDataFormat, "The imprint has not the size of its digest.");
        }

        if (decoded.RequestedPolicyId is { } policy && policy.Value != Policy)
        {
            return Reject(TimestampFailure.UnacceptedPolicy, "The policy is not offered.");
        }

        return decoded.HasExtensions
            ? Reject(TimestampFailure.UnacceptedExtension, "No extension is known.")
            : Grant(decoded);
    }

    /// <summary>A reply with status rejection (2) and no token.</summary>
    public static byte[] Reject(TimestampFailure failure, string reason)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteInteger(Rejection);
            using (writer.PushSequence())
            {
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, reason);
            }

            writer.WriteNamedBitList(failure);
        }

        return writer.Encode();
    }

    byte[] Grant(Rfc3161TimestampRequest request)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(Granted);
            }

            writer.WriteEncodedValue(Token(request));
        }

        return writer.Encode();
    }

    byte[] Token(Rfc3161TimestampRequest request)
    {
        var info = new Rfc3161TimestampTokenInfo(
            new Oid(Policy),
            request.HashAlgorithmId,
            request.GetMessageHash(),
            SerialNumber(),
            clock.GetUtcNow(),
            AccuracyMicroseconds,
            isOrdering: false,
            request.GetNonce());
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, authority.Timestamps)
        {
            DigestAlgorithm = new Oid(Sha256),
            IncludeOption = request.RequestSignerCertificate ? X509IncludeOption.EndCertOnly : X509IncludeOption.None,
        };
        signer.SignedAttributes.Add(new AsnEncodedData(SigningCertificateV2, EssCertificate(authority.Timestamps)));
        var token = new SignedCms(new ContentInfo(new Oid(TokenContent), info.Encode()), detached: false);
        token.ComputeSignature(signer);
        return token.Encode();
    }

    // SigningCertificateV2 with one ESSCertIDv2: SHA-256 is its default algorithm and therefore left out.
    static byte[] EssCertificate(X509Certificate2 certificate)
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

    static byte[] SerialNumber()
    {
        var number = RandomNumberGenerator.GetBytes(16);
        number[0] = (byte)((number[0] & 0x7F) | 0x40);
        return number;
    }
}

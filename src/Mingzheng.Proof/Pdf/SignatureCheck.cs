using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Mingzheng.Proof.Pdf;

/// <summary>Checks the byte range, the CMS, the timestamp and the certificates of one signature.</summary>
sealed class SignatureCheck(ReadOnlyMemory<byte> file, X509Certificate2Collection roots, X509Certificate2Collection tsaRoots)
{
    /// <summary>Many times what a signature with its certificates and its timestamp takes.</summary>
    const int MaxContents = 256 * 1024;

    public SignatureFinding Check(SignatureValue value, PdfRevision revision)
    {
        var finding = new SignatureFinding { Value = value, Revision = revision };
        if (WhyRangeIsWrong(value, revision) is { } fault)
        {
            return finding.With(PdfFault.ByteRange, fault);
        }
        finding = finding with { CoversWholeRevision = true };
        if (value.Contents.Value.Length > MaxContents)
        {
            return finding.With(PdfFault.Structure, $"the signature is larger than {MaxContents} bytes");
        }
        try
        {
            var contents = Unpad(value.Contents.Value);
            return value.IsDocumentTimestamp ? CheckDocumentTimestamp(finding, contents) : CheckSignature(finding, contents);
        }
        catch (Exception broken) when (broken is CryptographicException or AsnContentException)
        {
            return finding.With(PdfFault.Structure, $"the signature is damaged: {broken.Message}");
        }
    }

    // The gap must be the signature's own contents, delimiters included: a wider gap hides unsigned bytes.
    string? WhyRangeIsWrong(SignatureValue value, PdfRevision revision)
    {
        if (value.ByteRange is not [0, var gapStart, var gapEnd, var rest])
        {
            return "the byte range is not four numbers that begin with 0";
        }
        if (gapStart != value.Contents.Start || gapEnd != value.Contents.End)
        {
            return "the signed bytes leave out more, or less, than the signature itself";
        }
        if (file.Span[(gapStart + 1)..(gapEnd - 1)].IndexOfAnyExcept(PdfLexer.HexadecimalDigits) >= 0)
        {
            return "the signature is not plain hexadecimal";
        }
        return (long)gapEnd + rest == revision.End || (long)gapEnd + rest == revision.MarkerEnd
            ? null
            : "the signed bytes do not end where the signature's revision ends";
    }

    // Contents is padded with zeros to the size reserved for it; anything else after the CMS was put there by someone.
    static byte[] Unpad(byte[] contents)
    {
        AsnDecoder.ReadEncodedValue(contents, AsnEncodingRules.BER, out _, out _, out var length);
        return contents.AsSpan(length).IndexOfAnyExcept((byte)0) < 0
            ? contents[..length]
            : throw new CryptographicException("bytes follow the signature");
    }

    // Where it lies: a copy of the file for each signature would let a small file fill the memory.
    byte[] DigestOfSigned(SignatureFinding finding, HashAlgorithmName algorithm)
    {
        var range = finding.Value.ByteRange;
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(file.Span[..range[1]]);
        hash.AppendData(file.Span.Slice(range[2], range[3]));
        return hash.GetHashAndReset();
    }

    SignatureFinding CheckSignature(SignatureFinding finding, byte[] contents)
    {
        var cms = new SignedCms(new ContentInfo(new Oid(CadesSignature.IdData), []), detached: true);
        cms.Decode(contents);
        if (cms.SignerInfos.Count != 1 || cms.SignerInfos[0] is not { Certificate: { } certificate } signer)
        {
            return finding.With(PdfFault.Structure, "the signature does not hold exactly one signer with a certificate");
        }
        finding = Named(finding, certificate);
        if (SignedAttributesCheck.WhyWrong(signer, certificate) is { } fault)
        {
            return finding.With(PdfFault.Structure, fault);
        }
        if (!SignedAttributesCheck.DigestMatches(signer, algorithm => DigestOfSigned(finding, algorithm)))
        {
            return finding.With(PdfFault.Digest, "the signed document was changed");
        }
        if (!SignedAttributesCheck.IsMadeBy(certificate, signer, contents))
        {
            return finding.With(PdfFault.SignatureValue, "the signature was not made by the key in the certificate");
        }
        return CheckTime(finding, signer, certificate, cms.Certificates);
    }

    SignatureFinding CheckTime(
        SignatureFinding finding, SignerInfo signer, X509Certificate2 certificate, X509Certificate2Collection companions)
    {
        var tokens = signer.UnsignedAttributes.Cast<CryptographicAttributeObject>()
            .Where(attribute => attribute.Oid.Value == CadesSignature.TimestampToken)
            .SelectMany(attribute => attribute.Values.Cast<AsnEncodedData>()).ToList();
        if (tokens.Count == 0)
        {
            return finding.With(PdfFault.TimestampMissing, "the signature has no timestamp");
        }
        if (tokens.Count > 1 || !Rfc3161TimestampToken.TryDecode(tokens[0].RawData, out var token, out _)
            || !token.VerifySignatureForSignerInfo(signer, out var authority))
        {
            return finding.With(PdfFault.TimestampWrong, "the timestamp does not belong to this signature");
        }
        finding = WithTime(finding, token, authority, out var whyNotTime);
        var whyNotSigner = CertificateTrust.WhyNotSigner(certificate, companions, roots, token.TokenInfo.Timestamp);
        finding = finding with { Trusted = whyNotSigner is null };
        return whyNotTime is not null ? finding.With(PdfFault.TimestampUntrusted, $"timestamp authority: {whyNotTime}")
            : whyNotSigner is not null ? finding.With(PdfFault.SignerUntrusted, whyNotSigner)
            : finding;
    }

    SignatureFinding CheckDocumentTimestamp(SignatureFinding finding, byte[] contents)
    {
        if (!Rfc3161TimestampToken.TryDecode(contents, out var token, out _))
        {
            return finding.With(PdfFault.Structure, "the timestamp is damaged");
        }
        if (SignedAttributesCheck.HashName(token.TokenInfo.HashAlgorithmId) is not { } algorithm
            || !token.VerifySignatureForHash(DigestOfSigned(finding, algorithm), algorithm, out var authority))
        {
            return finding.With(PdfFault.Digest, "the timestamp was not made over this document");
        }
        finding = WithTime(Named(finding, authority), token, authority, out var whyNot);
        return whyNot is null
            ? finding with { Trusted = true }
            : finding.With(PdfFault.TimestampUntrusted, $"timestamp authority: {whyNot}");
    }

    SignatureFinding WithTime(SignatureFinding finding, Rfc3161TimestampToken token, X509Certificate2 authority, out string? whyNot)
    {
        var time = token.TokenInfo.Timestamp;
        whyNot = CertificateTrust.WhyNotAuthority(authority, token.AsSignedCms().Certificates, tsaRoots, time);
        return finding with { Timestamp = time, TimestampTrusted = whyNot is null };
    }

    static SignatureFinding Named(SignatureFinding finding, X509Certificate2 certificate) => finding with
    {
        Signer = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false),
        CertificateSha256 = Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)),
    };
}

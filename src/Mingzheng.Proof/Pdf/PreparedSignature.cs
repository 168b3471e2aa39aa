using System.Security.Cryptography;

namespace Mingzheng.Proof.Pdf;

/// <summary>
/// A document with its last signature left blank, ready to be signed elsewhere. <see cref="Pdf"/> is all that must be kept
/// between the two requests: <see cref="PdfSigning.Resume"/> makes the rest from it.
/// </summary>
public sealed class PreparedSignature
{
    readonly int gapStart;
    readonly int gapEnd;

    internal PreparedSignature(byte[] pdf, string fieldName, int gapStart, int gapEnd)
    {
        Pdf = pdf;
        FieldName = fieldName;
        this.gapStart = gapStart;
        this.gapEnd = gapEnd;
        DocumentDigest = Digest();
    }

    /// <summary>The whole file with a blank signature.</summary>
    public byte[] Pdf { get; }

    public string FieldName { get; }

    /// <summary>SHA-256 over everything but the signature's own place: what the signer binds.</summary>
    public byte[] DocumentDigest { get; }

    /// <summary>
    /// DER of the attributes to sign with ECDSA and SHA-256: content type, document digest, the signer's certificate
    /// (signing-certificate-v2). The same document and certificate always give the same bytes.
    /// </summary>
    public byte[] SignedAttributes(SignerCertificate signer) => CadesSignature.SignedAttributes(DocumentDigest, signer.Certificate);

    /// <summary>The file with the CMS in its place; the rest of the place stays zero.</summary>
    internal byte[] Fill(byte[] cms)
    {
        var room = (gapEnd - gapStart - 2) / 2;
        if (cms.Length > room)
        {
            throw new PdfSigningException(PdfSigningFailure.ReservationTooSmall, $"the signature takes {cms.Length} bytes, {room} are reserved");
        }
        var signed = (byte[])Pdf.Clone();
        System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString(cms), signed.AsSpan(gapStart + 1));
        return signed;
    }

    byte[] Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Pdf.AsSpan(0, gapStart));
        hash.AppendData(Pdf.AsSpan(gapEnd));
        return hash.GetHashAndReset();
    }
}

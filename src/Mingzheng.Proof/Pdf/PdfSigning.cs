using System.Security.Cryptography;

namespace Mingzheng.Proof.Pdf;

/// <summary>
/// Signs PDFs after PAdES baseline B-T (EN 319 142-1): each signature is one appended revision, so what was signed before
/// stays byte for byte. The first signature certifies the document for signing only (DocMDP, P 2).
/// </summary>
public static class PdfSigning
{
    const int P256SignatureLength = 64;

    /// <summary>
    /// Adds empty signature fields. Placing all of them before the first signature lets every reader accept the later ones
    /// as filling in, which P 2 allows beyond doubt.
    /// </summary>
    /// <exception cref="PdfException">The file is not one that we wrote.</exception>
    /// <exception cref="PdfSigningException">A field's name or place is not possible.</exception>
    public static byte[] PlaceFields(byte[] pdf, IEnumerable<SignatureField> fields)
    {
        var form = new SignatureForm(PdfFile.Parse(pdf));
        foreach (var field in fields)
        {
            form.Place(field);
        }
        return form.Append();
    }

    /// <summary>Appends the revision that the signer will sign, its signature still blank.</summary>
    /// <inheritdoc cref="PlaceFields" path="/exception"/>
    public static PreparedSignature Prepare(byte[] pdf, SignatureRequest request)
    {
        var form = new SignatureForm(PdfFile.Parse(pdf));
        form.Sign(request);
        return SignatureBlank.SetByteRange(form.Append());
    }

    /// <summary>Takes up a signature that was prepared earlier, from nothing but the prepared file.</summary>
    /// <exception cref="PdfSigningException"><see cref="PdfSigningFailure.NotPrepared"/>.</exception>
    public static PreparedSignature Resume(byte[] preparedPdf) => SignatureBlank.Find(preparedPdf);

    /// <summary>Checks the signer's signature, has it timestamped and puts it into the document.</summary>
    /// <param name="signatureRaw">64 bytes r||s over <see cref="PreparedSignature.SignedAttributes"/>, as WebCrypto gives them.</param>
    /// <param name="timestamp">Sends a DER RFC 3161 request to the authority and returns its DER reply.</param>
    /// <param name="trust">To which certificate and timestamp have to lead.</param>
    /// <returns>The signed file.</returns>
    /// <exception cref="PdfSigningException">Wrong signature, no timestamp, a stranger's certificate or clock, too little room: there is no half-signed file.</exception>
    public static async Task<byte[]> Complete(
        PreparedSignature prepared, SignerCertificate signer, byte[] signatureRaw, Func<byte[], Task<byte[]>> timestamp, SigningTrust trust)
    {
        var attributes = prepared.SignedAttributes(signer);
        CheckSignature(signer, attributes, signatureRaw);
        var signature = CadesSignature.ToDer(signatureRaw);
        var (token, time) = await SignatureTimestamp.Obtain(signature, timestamp, trust);
        // At the time that everybody will judge it by later.
        if (trust.WhyNotSigner(signer, time) is { } fault)
        {
            throw new PdfSigningException(PdfSigningFailure.CertificateUntrusted, $"the signer's certificate: {fault}");
        }
        return prepared.Fill(CadesSignature.Assemble(signer, attributes, signature, token));
    }

    /// <summary>Signs in one pass with a key that the court holds, such as that of a seal.</summary>
    /// <param name="key">On P-256; may stand for a key in a hardware module.</param>
    /// <inheritdoc cref="Complete" path="/returns"/>
    /// <inheritdoc cref="Complete" path="/exception"/>
    public static Task<byte[]> Sign(
        byte[] pdf, SignatureRequest request, ECDsa key, SignerCertificate signer, Func<byte[], Task<byte[]>> timestamp, SigningTrust trust)
    {
        var prepared = Prepare(pdf, request);
        var raw = key.SignData(prepared.SignedAttributes(signer), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return Complete(prepared, signer, raw, timestamp, trust);
    }

    static void CheckSignature(SignerCertificate signer, byte[] attributes, byte[] raw)
    {
        using var certificate = signer.Load();
        using var key = certificate.PublicKey.GetECDsaPublicKey();
        if (key is not { KeySize: 256 })
        {
            throw new PdfSigningException(PdfSigningFailure.CertificateUnsuitable, "the signer's key is not on P-256");
        }
        if (raw.Length != P256SignatureLength
            || !key.VerifyData(attributes, raw, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))
        {
            throw new PdfSigningException(PdfSigningFailure.SignatureWrong, "the signature was not made by this key over this document");
        }
    }
}

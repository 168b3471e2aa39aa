using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Mingzheng.Proof.Pdf;

/// <summary>Obtains an RFC 3161 token and takes nothing but one that belongs to this very request, from the authority that is trusted, of this moment.</summary>
static class SignatureTimestamp
{
    const int NonceLength = 16;

    /// <param name="authority">Sends a DER TimeStampReq and returns the DER TimeStampResp.</param>
    /// <returns>DER of the token's ContentInfo, and its time.</returns>
    /// <exception cref="PdfSigningException">The authority failed, or its answer is not a token over this value that anybody will trust later.</exception>
    public static async Task<(byte[] Token, DateTimeOffset Time)> Obtain(byte[] signature, Func<byte[], Task<byte[]>> authority, SigningTrust trust)
    {
        var request = Rfc3161TimestampRequest.CreateFromData(
            signature, HashAlgorithmName.SHA256, nonce: Nonce(), requestSignerCertificates: true);
        try
        {
            // ProcessResponse checks status, digest and nonce.
            var token = request.ProcessResponse(await authority(request.Encode()), out _);
            if (!token.VerifySignatureForData(signature, out var signer))
            {
                throw new PdfSigningException(PdfSigningFailure.TimestampFailed, "the timestamp's own signature is wrong");
            }
            RefuseStrangers(token, signer, trust);
            return (token.AsSignedCms().Encode(), token.TokenInfo.Timestamp);
        }
        catch (Exception fault) when (fault is not (PdfSigningException or OperationCanceledException))
        {
            throw new PdfSigningException(PdfSigningFailure.TimestampFailed, $"no timestamp: {fault.Message}", fault);
        }
    }

    // Whoever stands between court and authority can answer with a token of a certificate of their own: right in itself, and worth nothing.
    static void RefuseStrangers(Rfc3161TimestampToken token, X509Certificate2 signer, SigningTrust trust)
    {
        var time = token.TokenInfo.Timestamp;
        var fault = (time - trust.Now).Duration() > SigningTrust.MaximumSkew ? $"it is of {time:O}, and it is {trust.Now:O}"
            : CertificateTrust.WhyNotAuthority(signer, token.AsSignedCms().Certificates, trust.TimestampRoots, time);
        if (fault is not null)
        {
            throw new PdfSigningException(PdfSigningFailure.TimestampUntrusted, $"the timestamp: {fault}");
        }
    }

    // A nonce is an ASN.1 INTEGER: a positive one with no leading zero keeps its length on the way.
    static byte[] Nonce()
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        nonce[0] = (byte)(nonce[0] & 0x7F | 0x40);
        return nonce;
    }
}

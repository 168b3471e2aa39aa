using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Mingzheng.Proof.Pdf;

/// <summary>Obtains an RFC 3161 token and takes nothing but one that belongs to this very request.</summary>
static class SignatureTimestamp
{
    const int NonceLength = 16;

    /// <param name="authority">Sends a DER TimeStampReq and returns the DER TimeStampResp.</param>
    /// <returns>DER of the token's ContentInfo.</returns>
    /// <exception cref="PdfSigningException">The authority failed or its answer is not a token over this value.</exception>
    public static async Task<byte[]> Obtain(byte[] signature, Func<byte[], Task<byte[]>> authority)
    {
        var request = Rfc3161TimestampRequest.CreateFromData(
            signature, HashAlgorithmName.SHA256, nonce: Nonce(), requestSignerCertificates: true);
        try
        {
            // ProcessResponse checks status, digest and nonce.
            var token = request.ProcessResponse(await authority(request.Encode()), out _);
            if (!token.VerifySignatureForData(signature, out _))
            {
                throw new PdfSigningException(PdfSigningFailure.TimestampFailed, "the timestamp's own signature is wrong");
            }
            return token.AsSignedCms().Encode();
        }
        catch (Exception fault) when (fault is not (PdfSigningException or OperationCanceledException))
        {
            throw new PdfSigningException(PdfSigningFailure.TimestampFailed, $"no timestamp: {fault.Message}", fault);
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

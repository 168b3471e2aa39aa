using Mingzheng.Base;
using Mingzheng.Proof.Pdf;

namespace Mingzheng.Signing;

/// <summary>What the authorities and the PDF library answer when they cannot, in the words of a refusal.</summary>
static class SigningFailures
{
    public static async Task<T> Outside<T>(Func<Task<T>> call, string unavailable)
    {
        try
        {
            return await call();
        }
        catch (OutsideServiceUnavailableException)
        {
            throw new RefusedException(new Refusal(unavailable, "AW-08") { Status = StatusCodes.Status503ServiceUnavailable });
        }
        catch (OutsideServiceRefusedException refused)
        {
            throw new RefusedException(new Refusal("ISSUER_REFUSED", "AW-08", refused.Code) { Status = StatusCodes.Status409Conflict });
        }
    }

    public static async Task<byte[]> Translate(Func<Task<byte[]>> sign)
    {
        try
        {
            return await Outside(sign, "TIMESTAMP_UNAVAILABLE");
        }
        catch (PdfSigningException failed) when (failed.Failure is PdfSigningFailure.SignatureWrong)
        {
            throw new RefusedException(new Refusal("SIGNATURE_WRONG", "ES-13"));
        }
        catch (PdfSigningException failed) when (failed.Failure is PdfSigningFailure.TimestampFailed)
        {
            throw new RefusedException(new Refusal("TIMESTAMP_UNAVAILABLE", "AW-08") { Status = StatusCodes.Status503ServiceUnavailable });
        }
        catch (PdfSigningException failed) when (failed.Failure is PdfSigningFailure.TimestampUntrusted)
        {
            throw new RefusedException(new Refusal("TIMESTAMP_UNTRUSTED", "AW-08") { Status = StatusCodes.Status503ServiceUnavailable });
        }
        catch (PdfSigningException failed) when (failed.Failure is PdfSigningFailure.CertificateUntrusted)
        {
            throw new RefusedException(new Refusal("CERTIFICATE_UNTRUSTED", "AW-08") { Status = StatusCodes.Status409Conflict });
        }
    }
}

using Mingzheng.Base;
using Mingzheng.Proof.Pdf;

namespace Mingzheng.Signing;

/// <summary>What the authorities and the PDF library answer when they cannot, in the words of a refusal.</summary>
static class SigningFailures
{
    /// <exception cref="RefusedException">ISSUER_UNAVAILABLE, ISSUER_REFUSED.</exception>
    public static Task<T> OfIssuer<T>(Func<Task<T>> call) =>
        Outside(call, new Refusal("ISSUER_UNAVAILABLE", "AW-08") { Status = StatusCodes.Status503ServiceUnavailable },
            refused => new Refusal("ISSUER_REFUSED", "AW-08", refused.Code) { Status = StatusCodes.Status409Conflict });

    /// <exception cref="RefusedException">TIMESTAMP_UNAVAILABLE, TIMESTAMP_REFUSED.</exception>
    public static Task<T> OfTimestamps<T>(Func<Task<T>> call) => Outside(call, NoTimestamp, RefusedTimestamp);

    static Refusal NoTimestamp => new("TIMESTAMP_UNAVAILABLE", "AW-08") { Status = StatusCodes.Status503ServiceUnavailable };

    static Refusal RefusedTimestamp(OutsideServiceRefusedException refused) =>
        new("TIMESTAMP_REFUSED", "AW-08", refused.Code) { Status = StatusCodes.Status503ServiceUnavailable };

    static async Task<T> Outside<T>(Func<Task<T>> call, Refusal unavailable, Func<OutsideServiceRefusedException, Refusal> refusal)
    {
        try
        {
            return await call();
        }
        catch (OutsideServiceUnavailableException)
        {
            throw new RefusedException(unavailable);
        }
        catch (OutsideServiceRefusedException refused)
        {
            throw new RefusedException(refusal(refused));
        }
    }

    public static async Task<byte[]> Translate(Func<Task<byte[]>> sign)
    {
        try
        {
            return await sign();
        }
        catch (PdfSigningException failed) when (failed.Failure is PdfSigningFailure.SignatureWrong)
        {
            throw new RefusedException(new Refusal("SIGNATURE_WRONG", "ES-13"));
        }
        catch (PdfSigningException failed) when (failed.Failure is PdfSigningFailure.TimestampFailed)
        {
            // The library asks the authority itself and wraps whatever it answers.
            throw new RefusedException(failed.InnerException is OutsideServiceRefusedException refused ? RefusedTimestamp(refused) : NoTimestamp);
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

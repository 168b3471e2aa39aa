namespace Mingzheng.Signing.Issuer;

/// <summary>The certificate issuer, which vouches that a key belongs to a person for one event, or to a court.</summary>
/// <remarks>Every method throws <see cref="Base.OutsideServiceUnavailableException"/> when the issuer gives no usable answer and
/// <see cref="Base.OutsideServiceRefusedException"/> when it refuses, for example a key that was certified for another event.</remarks>
public interface ICertificateIssuer
{
    /// <summary>
    /// Certifies a key for one event. Asked again for the same event and key, for the answer may have been lost, it gives the first certificate.
    /// </summary>
    Task<IssuedCertificate> CertifyEvent(EventCertificateOrder order, CancellationToken cancellation);

    /// <summary>Certifies a court's seal key. The certificate is valid for years.</summary>
    Task<IssuedCertificate> CertifySeal(SealCertificateOrder order, CancellationToken cancellation);

    /// <summary>The root under which signatures are trusted, as PEM.</summary>
    Task<string> Root(CancellationToken cancellation);
}

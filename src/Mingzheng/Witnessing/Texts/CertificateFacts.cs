namespace Mingzheng.Witnessing.Texts;

/// <summary>Everything a certificate of witnessing says (witnessing rules 12).</summary>
/// <param name="DocumentNumber">The principal's document number, masked by the caller: a certificate is shown to strangers.</param>
/// <param name="VerificationUrl">Address of the public check, printed as a QR code.</param>
/// <param name="SignedAt">When the last signature stood under the power of attorney.</param>
/// <param name="Opened">Beginning of the meeting.</param>
/// <param name="Closed">End of the meeting; the record leaves it to the certificate, for it is signed before.</param>
/// <param name="RecordingManifestSha256">Digest over the sealed recording.</param>
/// <param name="LogPosition">Position in the public log of the meeting's closing: all that was said and signed stands before it.</param>
public sealed record CertificateFacts(
    string Language,
    PrintedCase Case,
    string CertificateNumber,
    string VerificationCode,
    Uri VerificationUrl,
    PrincipalFacts Principal,
    string DocumentNumber,
    IReadOnlyList<PrintedAgent> Agents,
    IReadOnlyList<string> Stages,
    DateOnly? TermEnd,
    string Judge,
    DateTimeOffset SignedAt,
    DateTimeOffset Opened,
    DateTimeOffset Closed,
    string PowerOfAttorneySha256,
    string RecordSha256,
    string RecordingManifestSha256,
    long LogPosition,
    DateOnly Date);

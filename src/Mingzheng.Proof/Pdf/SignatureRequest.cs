namespace Mingzheng.Proof.Pdf;

/// <summary>What is signed, where and why. The field is filled when the document already has it empty, and added otherwise.</summary>
/// <param name="SignerName">As shown by PDF viewers; may be Chinese.</param>
/// <param name="Reason">As shown by PDF viewers.</param>
/// <param name="At">The signer's claim; what counts is the timestamp.</param>
/// <param name="Appearance">What is seen on the page; null signs invisibly.</param>
public sealed record SignatureRequest(
    SignatureField Field,
    string SignerName,
    string Reason,
    DateTimeOffset At,
    SignatureAppearance? Appearance)
{
    /// <summary>Bytes kept free for the CMS: signature, certificates and timestamp need about 5,000 with RSA authorities.</summary>
    public int ReservedBytes { get; init; } = 14_000;
}

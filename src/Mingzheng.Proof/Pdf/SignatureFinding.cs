namespace Mingzheng.Proof.Pdf;

/// <summary>What the cryptography of one signature says, before later revisions are looked at.</summary>
sealed record SignatureFinding
{
    public required SignatureValue Value { get; init; }
    public required PdfRevision Revision { get; init; }
    public string Signer { get; init; } = "";
    public string CertificateSha256 { get; init; } = "";
    public bool CoversWholeRevision { get; init; }
    public bool Trusted { get; init; }
    public DateTimeOffset? Timestamp { get; init; }
    public bool TimestampTrusted { get; init; }
    public PdfFault Fault { get; init; }
    public string Reason { get; init; } = "";

    public bool Intact => Fault is PdfFault.None or PdfFault.SignerUntrusted or PdfFault.TimestampMissing or PdfFault.TimestampUntrusted;

    public SignatureFinding With(PdfFault fault, string reason) => this with { Fault = fault, Reason = reason };
}

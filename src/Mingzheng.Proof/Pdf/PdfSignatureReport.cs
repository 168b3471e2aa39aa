namespace Mingzheng.Proof.Pdf;

/// <summary>What a check found about one signature.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Kind">A person's or seal's signature, or a timestamp over the document.</param>
/// <param name="Signer">Common name in the signer's certificate; empty when there is no readable one.</param>
/// <param name="CertificateSha256">Lower-case hex over the signer's certificate (DER); empty when there is none.</param>
/// <param name="Revision">The revision it signs, from 1.</param>
/// <param name="CoversWholeRevision">It signs every byte up to the end of its revision except itself.</param>
/// <param name="Intact">Digest and signature value are right and it covers its whole revision.</param>
/// <param name="Trusted">The signer led to a root at the time of the timestamp.</param>
/// <param name="Timestamp">Time in the RFC 3161 token, when that token belongs to this signature.</param>
/// <param name="TimestampTrusted">The authority led to one of its roots at that time.</param>
/// <param name="ChangesAfter">What later revisions changed beyond further signatures, each in words.</param>
/// <param name="Fault">Stable code of the first thing that is wrong.</param>
/// <param name="Reason">One plain English sentence.</param>
public sealed record PdfSignatureReport(
    string Field,
    PdfSignatureKind Kind,
    string Signer,
    string CertificateSha256,
    int Revision,
    bool CoversWholeRevision,
    bool Intact,
    bool Trusted,
    DateTimeOffset? Timestamp,
    bool TimestampTrusted,
    IReadOnlyList<string> ChangesAfter,
    PdfFault Fault,
    string Reason)
{
    public PdfVerdict Verdict => Fault switch
    {
        PdfFault.None => PdfVerdict.Valid,
        PdfFault.ModifiedAfter => PdfVerdict.ModifiedAfter,
        PdfFault.SignerUntrusted or PdfFault.TimestampMissing or PdfFault.TimestampUntrusted => PdfVerdict.Untrusted,
        _ => PdfVerdict.Invalid,
    };
}

public enum PdfSignatureKind
{
    Signature,
    DocumentTimestamp,
}

public enum PdfFault
{
    None,

    /// <summary>The signed bytes are not exactly the file up to the end of the signature's revision.</summary>
    ByteRange,

    /// <summary>The CMS is damaged, holds several signers or lacks a required attribute.</summary>
    Structure,

    /// <summary>The signed bytes were changed.</summary>
    Digest,

    /// <summary>The signature value was not made by the certificate's key.</summary>
    SignatureValue,

    /// <summary>The timestamp belongs to another signature or is forged.</summary>
    TimestampWrong,

    /// <summary>Later revisions changed more than signatures may.</summary>
    ModifiedAfter,

    /// <summary>There is no timestamp, so the time of a short-lived certificate cannot be shown.</summary>
    TimestampMissing,
    TimestampUntrusted,
    SignerUntrusted,
}

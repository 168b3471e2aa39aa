namespace Mingzheng.Proof.Pdf;

/// <summary>What a check of one file found.</summary>
/// <param name="Verdict">The worst of the signatures' verdicts.</param>
/// <param name="Reason">One plain English sentence.</param>
/// <param name="Signatures">In the order in which they were made.</param>
/// <param name="EmptyFields">Names of signature fields that nobody has signed yet.</param>
public sealed record PdfReport(
    PdfVerdict Verdict,
    string Reason,
    IReadOnlyList<PdfSignatureReport> Signatures,
    IReadOnlyList<string> EmptyFields)
{
    public bool IsValid => Verdict == PdfVerdict.Valid;
}

/// <summary>Ordered from best to worst, so that the worst of several is the greatest.</summary>
public enum PdfVerdict
{
    /// <summary>Made by a trusted signer at a trusted time, and nothing but signatures came after.</summary>
    Valid,

    /// <summary>The file holds no signature.</summary>
    NoSignature,

    /// <summary>Unchanged, but the signer or the time does not lead to a root we were given.</summary>
    Untrusted,

    /// <summary>The signature itself holds; the document was changed after it.</summary>
    ModifiedAfter,

    /// <summary>The signature does not belong to these bytes.</summary>
    Invalid,

    /// <summary>The file is damaged or not of the kind a court writes.</summary>
    Unreadable,
}

namespace Mingzheng.Proof.Pdf;

/// <summary>A signature could not be made. Nothing was changed; <see cref="Failure"/> is stable and may be shown by a screen.</summary>
public sealed class PdfSigningException : Exception
{
    public PdfSigningException(PdfSigningFailure failure, string message) : base(message)
    {
        Failure = failure;
    }

    public PdfSigningException(PdfSigningFailure failure, string message, Exception inner) : base(message, inner)
    {
        Failure = failure;
    }

    public PdfSigningFailure Failure { get; }
}

public enum PdfSigningFailure
{
    /// <summary>A signed field of this name is already in the document.</summary>
    FieldTaken,

    /// <summary>The document has no such page, or the rectangle is empty.</summary>
    PlaceUnknown,

    /// <summary>The certificate's key is not an elliptic curve key of the size expected.</summary>
    CertificateUnsuitable,

    /// <summary>The signer's certificate does not lead to the given root at the time of the timestamp.</summary>
    CertificateUntrusted,

    /// <summary>The signature value was not made by the certificate's key over the prepared document.</summary>
    SignatureWrong,

    /// <summary>No timestamp, or one that does not belong to this signature: signing fails closed.</summary>
    TimestampFailed,

    /// <summary>The timestamp is not of the authority that is trusted, or not of this moment: signing fails closed.</summary>
    TimestampUntrusted,

    /// <summary>Signature, certificates and timestamp are larger than the space reserved for them.</summary>
    ReservationTooSmall,

    /// <summary>The document was not prepared, or its signature is already complete.</summary>
    NotPrepared,
}

namespace Mingzheng.Proof.Pdf;

/// <summary>
/// The bytes are not a PDF that can be read in exactly one way. The message is plain English and names the offset
/// when there is one.
/// </summary>
public sealed class PdfException : Exception
{
    public PdfException(string message) : base(message)
    {
    }

    public PdfException(string message, Exception inner) : base(message, inner)
    {
    }
}

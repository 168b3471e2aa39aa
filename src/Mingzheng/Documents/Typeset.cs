using Mingzheng.Proof.Pdf;

namespace Mingzheng.Documents;

/// <summary>A rendered document: PDF/A-2u bytes and the places kept free for signatures and seals.</summary>
/// <param name="Outline">The shapes of the letters on the page of a template that asks for them; null for every other one.</param>
public sealed record Typeset(byte[] Pdf, IReadOnlyList<Anchor> Anchors, LineOutline? Outline = null);

/// <summary>
/// A rectangle kept free of text, such as <c>signature:principal</c> or <c>seal:court</c>. Page counts from 1; the
/// rectangle is in PDF points with the origin at the bottom left of the page, as a PDF annotation wants it.
/// </summary>
public sealed record Anchor(string Name, int Page, double X, double Y, double Width, double Height)
{
    /// <summary>The empty signature field of this place; "signature:judge" is the field "signature-judge".</summary>
    public SignatureField Field() =>
        new(Name.Replace(':', '-'), Page, new PdfRectangle(X, Y, Width, Height));
}

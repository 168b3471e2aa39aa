namespace Mingzheng.Proof.Pdf;

/// <summary>Where a signature stands.</summary>
/// <param name="Name">Unique in the document, ASCII letters, digits, '-' and '_' (a dot would make a hierarchy, 12.7.4.2).</param>
/// <param name="Page">From 1, as printed on paper.</param>
public sealed record SignatureField(string Name, int Page, PdfRectangle Place);

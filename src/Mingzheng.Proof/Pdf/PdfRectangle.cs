namespace Mingzheng.Proof.Pdf;

/// <summary>A place on a page in PDF points (1/72 inch), origin at the bottom left of the page.</summary>
public readonly record struct PdfRectangle(double X, double Y, double Width, double Height);

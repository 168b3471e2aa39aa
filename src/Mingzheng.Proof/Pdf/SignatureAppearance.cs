namespace Mingzheng.Proof.Pdf;

/// <summary>A drawing in the operators of ISO 32000-2 clause 8, from (0,0) at the bottom left to (Width, Height) in points.</summary>
/// <param name="Operators">ASCII content stream without fonts or images: nothing in it depends on other objects.</param>
/// <param name="Multiply">Lets the print below show through, as the ink of a seal does.</param>
public sealed record SignatureAppearance(string Operators, double Width, double Height, bool Multiply);

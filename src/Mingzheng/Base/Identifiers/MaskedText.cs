namespace Mingzheng.Base.Identifiers;

/// <summary>A proposal of <see cref="FreeTextMask"/>: the text with stars, and what was masked in the given text.</summary>
public sealed record MaskedText(string Text, IReadOnlyList<(int Start, int Length)> Findings);

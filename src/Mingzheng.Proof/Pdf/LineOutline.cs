using System.Buffers;

namespace Mingzheng.Proof.Pdf;

/// <summary>One line of text as the shapes of its letters, set at <see cref="Size"/>, so that a stamp needs no font in the document.</summary>
/// <param name="Path">The path operators m, l, c and h alone, in whole units, with the origin at the bottom left of the ink; closed but not yet painted.</param>
/// <param name="Width">Of the ink.</param>
/// <param name="Height">Of the ink.</param>
public sealed record LineOutline(string Path, double Width, double Height)
{
    /// <summary>Of the letters, in units of the path.</summary>
    public const double Size = 1000;

    static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789.- mlch\n");

    /// <summary>Nothing but shapes: what is drawn must not reach for anything else in the document, and a line without ink is no name.</summary>
    internal bool IsInk => Path.Contains('m', StringComparison.Ordinal) && !Path.AsSpan().ContainsAnyExcept(Allowed) && Width > 0 && Height > 0;
}

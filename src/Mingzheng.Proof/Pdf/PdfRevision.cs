namespace Mingzheng.Proof.Pdf;

/// <summary>One body, cross-reference table and trailer: the original file or one appended update.</summary>
/// <param name="Number">From 0, the original file.</param>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="MarkerEnd">Offset after its %%EOF.</param>
/// <param name="End">Offset after the end of line that follows the %%EOF, when there is one.</param>
/// <param name="Objects">The objects this revision adds or replaces, by number.</param>
/// <param name="Freed">Numbers of objects this revision deletes.</param>
sealed record PdfRevision(
    int Number,
    int Start,
    int TableOffset,
    int MarkerEnd,
    int End,
    IReadOnlyDictionary<int, PdfRevisionObject> Objects,
    IReadOnlySet<int> Freed,
    PdfDictionary Trailer)
{
    public PdfReference Root => Trailer["Root"] as PdfReference ?? throw new PdfException("the trailer names no catalogue");

    public int Size => Trailer["Size"] is PdfNumber size && size.Integer is > 0 and <= int.MaxValue
        ? (int)size.Integer
        : throw new PdfException("the trailer has no sensible /Size");
}

/// <param name="Start">Offset of the object's number.</param>
sealed record PdfRevisionObject(int Number, int Generation, int Start, PdfObject Value);

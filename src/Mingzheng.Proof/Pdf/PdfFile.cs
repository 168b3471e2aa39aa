namespace Mingzheng.Proof.Pdf;

/// <summary>
/// A PDF as the court writes it: plain cross-reference tables, direct stream lengths, no encryption, every byte accounted
/// for. Immutable. All members throw <see cref="PdfException"/> on a file that is built otherwise.
/// </summary>
public sealed class PdfFile
{
    /// <summary>Larger files are refused before they are read.</summary>
    public const int MaxLength = 256 * 1024 * 1024;

    const int MaxPages = 5_000;
    readonly Dictionary<int, PdfRevisionObject> newest = [];

    PdfFile(ReadOnlyMemory<byte> bytes, IReadOnlyList<PdfRevision> revisions, PdfTail? tail)
    {
        Bytes = bytes;
        Revisions = revisions;
        Tail = tail;
        foreach (var revision in revisions)
        {
            foreach (var freed in revision.Freed)
            {
                newest.Remove(freed);
            }
            foreach (var (number, found) in revision.Objects)
            {
                newest[number] = found;
            }
        }
    }

    /// <summary>Reads a whole file; bytes after the last revision are refused.</summary>
    public static PdfFile Parse(ReadOnlyMemory<byte> bytes)
    {
        var file = ParseWithTail(bytes);
        return file.Tail is null ? file : throw new PdfException($"{file.Tail.Length} bytes after the last revision are none: {file.Tail.Reason}");
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>How many times the file was saved: 1 for a file never updated.</summary>
    public int RevisionCount => Revisions.Count;

    public int PageCount => Pages().Count;

    internal IReadOnlyList<PdfRevision> Revisions { get; }

    internal PdfTail? Tail { get; }

    internal PdfRevision Last => Revisions[^1];

    internal PdfDictionary Catalog => Dictionary(Last.Root);

    internal IReadOnlyDictionary<int, PdfRevisionObject> Objects => newest;

    /// <summary>Reads the revisions and leaves it to the caller to judge what follows them.</summary>
    internal static PdfFile ParseWithTail(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxLength)
        {
            throw new PdfException($"the file is larger than {MaxLength} bytes");
        }
        var revisions = new PdfRevisionReader(bytes).Read(out var tail);
        return new PdfFile(bytes, revisions, tail);
    }

    /// <summary>The file as it was when the given revision was its last.</summary>
    internal PdfFile At(PdfRevision revision) => revision.Number == Last.Number && Tail is null
        ? this
        : new PdfFile(Bytes[..revision.End], [.. Revisions.Take(revision.Number + 1)], null);

    /// <summary>Follows a reference; a reference to nothing is null (7.3.10).</summary>
    internal PdfObject Resolve(PdfObject? value)
    {
        // Objects of this reader are never references themselves more than a few times over; a ring is refused.
        for (var hops = 0; value is PdfReference reference; hops++)
        {
            if (hops == 8)
            {
                throw new PdfException($"object {reference.Number} is a ring of references");
            }
            value = newest.TryGetValue(reference.Number, out var found) && found.Generation == reference.Generation ? found.Value : null;
        }
        return value ?? PdfNull.Instance;
    }

    internal PdfDictionary Dictionary(PdfObject? value) => Resolve(value) switch
    {
        PdfDictionary dictionary => dictionary,
        PdfStream stream => stream.Dictionary,
        _ => throw new PdfException($"a dictionary is expected{(value is PdfReference r ? $" in object {r.Number}" : "")}"),
    };

    internal PdfArray Array(PdfObject? value) => Resolve(value) switch
    {
        PdfArray array => array,
        PdfNull => new PdfArray([]),
        _ => throw new PdfException("an array is expected"),
    };

    /// <summary>References to the pages in reading order.</summary>
    internal IReadOnlyList<PdfReference> Pages()
    {
        var pages = new List<PdfReference>();
        var seen = new HashSet<int>();
        var waiting = new Stack<PdfReference>();
        Push(Catalog["Pages"]);
        while (waiting.TryPop(out var node))
        {
            var dictionary = Dictionary(node);
            if (dictionary["Kids"] is null)
            {
                pages.Add(node);
                continue;
            }
            foreach (var kid in Array(dictionary["Kids"]).Items.Reverse())
            {
                Push(kid);
            }
        }
        return pages;

        void Push(PdfObject? node)
        {
            if (node is not PdfReference reference || !seen.Add(reference.Number) || seen.Count > MaxPages)
            {
                throw new PdfException("the page tree is broken");
            }
            waiting.Push(reference);
        }
    }
}

namespace Mingzheng.Proof.Pdf;

/// <summary>
/// Compares the document as it was signed with the document as it is now. Every object that differs must be explained by a
/// later, intact signature: its field, its appearance, its entry in the form and on its page. What is left is named.
/// </summary>
sealed class RevisionComparison
{
    // A quarter of an A4 page: a larger "signature" could cover what was signed with other text.
    const double LargestSignatureArea = 595.0 * 842.0 / 4;

    // To find out what an object is takes a walk over all pages, and nobody reads more.
    const int MostNamed = 50;

    static readonly HashSet<string> FieldKeys =
        ["Type", "Subtype", "FT", "T", "F", "P", "Rect", "V", "AP", "Ff", "Lock", "MK", "DA", "TU", "StructParent"];

    readonly PdfFile before;
    readonly PdfFile after;
    readonly Dictionary<int, SignatureFinding> laterSignatures;
    readonly HashSet<int> explained = [];

    RevisionComparison(PdfFile before, PdfFile after, IEnumerable<SignatureFinding> later)
    {
        this.before = before;
        this.after = after;
        laterSignatures = later.GroupBy(finding => finding.Value.Field.Number).ToDictionary(group => group.Key, group => group.Last());
    }

    /// <summary>What came after the signature and is not itself an intact signature, each in words; empty when nothing did.</summary>
    public static IReadOnlyList<string> ChangesAfter(PdfFile file, SignatureFinding signature, IReadOnlyList<SignatureFinding> all)
    {
        var changes = new List<string>();
        var later = all.Where(other => other.Revision.Number > signature.Revision.Number && other.Intact).ToList();
        foreach (var revision in file.Revisions.Skip(signature.Revision.Number + 1))
        {
            if (!later.Any(other => other.Revision == revision))
            {
                changes.Add($"revision {revision.Number + 1} was appended without an intact signature");
            }
        }
        if (file.Tail is { } tail)
        {
            changes.Add($"{tail.Length} bytes were appended that are no revision ({tail.Reason})");
        }
        if (changes.Count > 0 || later.Count > 0)
        {
            var unexplained = new RevisionComparison(file.At(signature.Revision), file.At(file.Last), later).Unexplained().Take(MostNamed + 1).ToList();
            changes.AddRange(unexplained.Take(MostNamed));
            changes.AddRange(unexplained.Count > MostNamed ? ["and more"] : []);
        }
        return changes;
    }

    IEnumerable<string> Unexplained()
    {
        var changed = Changed();
        if (!after.Last.Root.Means(before.Last.Root) || !Same(before.Last.Trailer["Info"], after.Last.Trailer["Info"]))
        {
            yield return "the catalogue or the document information was replaced";
        }
        ExplainForm();
        ExplainPages();
        foreach (var number in changed.Where(number => !explained.Contains(number)))
        {
            yield return new RevisionObjectName(before, after).Of(number);
        }
    }

    List<int> Changed() =>
    [
        .. after.Revisions.Skip(before.Revisions.Count)
            .SelectMany(revision => revision.Objects.Keys.Concat(revision.Freed))
            .Distinct().Order()
            .Where(number => !(before.Objects.TryGetValue(number, out var old) && after.Objects.TryGetValue(number, out var now)
                && old.Generation == now.Generation && old.Value.Means(now.Value))),
    ];

    static bool Same(PdfObject? a, PdfObject? b) => a is null ? b is null : a.Means(b);

    static bool SameBut(PdfDictionary a, PdfDictionary b, params string[] keys) => a.Without(keys).Means(b.Without(keys));

    void ExplainForm()
    {
        var (oldForm, newForm) = (before.Catalog["AcroForm"], after.Catalog["AcroForm"]);
        if (oldForm is null || newForm is null)
        {
            // A signature was there before, so a form was.
            return;
        }
        if (SameBut(before.Catalog, after.Catalog, "AcroForm"))
        {
            explained.Add(after.Last.Root.Number);
        }
        var (old, now) = (before.Dictionary(oldForm), after.Dictionary(newForm));
        if (SameBut(old, now, "Fields", "SigFlags") && OnlySignaturesAdded(old["Fields"], now["Fields"], out var added))
        {
            Explain(oldForm, newForm);
            Explain(old["Fields"], now["Fields"]);
            foreach (var field in added)
            {
                ExplainField(field);
            }
        }
        foreach (var number in laterSignatures.Keys.Where(before.Objects.ContainsKey))
        {
            ExplainFilling(number);
        }
    }

    void ExplainPages()
    {
        foreach (var page in before.Pages())
        {
            var (old, now) = (before.Dictionary(page), after.Resolve(page) as PdfDictionary);
            if (now is not null && SameBut(old, now, "Annots") && OnlySignaturesAdded(old["Annots"], now["Annots"], out _))
            {
                Explain(page, page);
                Explain(old["Annots"], now["Annots"]);
            }
        }
    }

    /// <summary>The new list is the old one and, after it, fields of later signatures that were not in the document before.</summary>
    bool OnlySignaturesAdded(PdfObject? old, PdfObject? now, out IReadOnlyList<PdfReference> added)
    {
        var (oldItems, newItems) = (before.Array(old).Items, after.Array(now).Items);
        var tail = newItems.Skip(oldItems.Count).ToList();
        added = [.. tail.OfType<PdfReference>().Where(IsLaterSignature)];
        return newItems.Count >= oldItems.Count && oldItems.Zip(newItems).All(pair => pair.First.Means(pair.Second)) && added.Count == tail.Count;
    }

    bool IsLaterSignature(PdfReference field) => laterSignatures.ContainsKey(field.Number) && !before.Objects.ContainsKey(field.Number);

    void ExplainField(PdfReference field)
    {
        var dictionary = after.Dictionary(field);
        if (dictionary.Entries.Keys.All(FieldKeys.Contains) && AreaOf(dictionary["Rect"]) <= LargestSignatureArea)
        {
            ExplainNew(field);
        }
    }

    // An empty field that was already signed over may receive its signature and its appearance, and nothing else.
    void ExplainFilling(int number)
    {
        if (before.Objects[number].Value is PdfDictionary old && after.Objects.TryGetValue(number, out var found)
            && found.Value is PdfDictionary now && old["V"] is null && SameBut(old, now, "V", "AP"))
        {
            explained.Add(number);
            ExplainNew(now["V"]);
            ExplainNew(now["AP"]);
        }
    }

    // Only the object that held the value before, or a new one: pointing to another old object could hide what that one was.
    void Explain(PdfObject? old, PdfObject? now)
    {
        if (now is PdfReference reference && (reference.Means(old) || !before.Objects.ContainsKey(reference.Number)))
        {
            explained.Add(reference.Number);
        }
    }

    /// <summary>Everything reachable that did not exist before belongs to the signature.</summary>
    void ExplainNew(PdfObject? value)
    {
        var waiting = new Stack<PdfObject?>([value]);
        while (waiting.TryPop(out var next))
        {
            var children = next switch
            {
                PdfReference reference when !before.Objects.ContainsKey(reference.Number) && explained.Add(reference.Number) => [after.Resolve(reference)],
                PdfArray array => array.Items,
                PdfDictionary dictionary => dictionary.Entries.Values,
                PdfStream stream => stream.Dictionary.Entries.Values,
                _ => Enumerable.Empty<PdfObject>(),
            };
            foreach (var child in children)
            {
                waiting.Push(child);
            }
        }
    }

    static double AreaOf(PdfObject? rectangle) =>
        rectangle is PdfArray { Items: [PdfNumber left, PdfNumber bottom, PdfNumber right, PdfNumber top] }
            ? Math.Abs((right.Real - left.Real) * (top.Real - bottom.Real))
            : double.PositiveInfinity;
}

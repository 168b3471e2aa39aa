using System.Globalization;
using System.Text;

namespace Mingzheng.Proof.Pdf;

/// <summary>Collects new and changed objects and appends them as one revision; the bytes before stay as they are (7.5.6).</summary>
sealed class PdfUpdate(PdfFile file)
{
    readonly SortedDictionary<int, PdfObject> changed = [];
    int next = Math.Max(file.Last.Size, file.Objects.Keys.Max() + 1);

    public PdfReference Add(PdfObject value)
    {
        changed[next] = value;
        return new PdfReference(next++, 0);
    }

    public void Replace(PdfReference reference, PdfObject value) => changed[reference.Number] = value;

    /// <summary>The value as it stands with the changes collected so far.</summary>
    public PdfDictionary Dictionary(PdfReference reference) =>
        changed.TryGetValue(reference.Number, out var value) && value is PdfDictionary dictionary ? dictionary : file.Dictionary(reference);

    /// <summary>The whole file with the new revision at its end.</summary>
    public byte[] Append()
    {
        using var output = new MemoryStream(file.Bytes.Length + 65_536);
        output.Write(file.Bytes.Span);
        if (file.Bytes.Span[^1] is not ((byte)'\n' or (byte)'\r'))
        {
            output.WriteByte((byte)'\n');
        }
        var offsets = new List<(int Number, int Generation, long Offset)>();
        foreach (var (number, value) in changed)
        {
            var generation = file.Objects.TryGetValue(number, out var found) ? found.Generation : 0;
            offsets.Add((number, generation, output.Position));
            PdfWriter.Ascii(output, $"{number} {generation} obj\n");
            PdfWriter.Write(output, value);
            PdfWriter.Ascii(output, "\nendobj\n");
        }
        var table = output.Position;
        PdfWriter.Ascii(output, Table(offsets));
        PdfWriter.Ascii(output, "trailer\n");
        PdfWriter.Write(output, Trailer());
        PdfWriter.Ascii(output, $"\nstartxref\n{table}\n%%EOF\n");
        return output.ToArray();
    }

    static string Table(List<(int Number, int Generation, long Offset)> offsets)
    {
        var table = new StringBuilder("xref\n");
        for (var i = 0; i < offsets.Count; i++)
        {
            if (i == 0 || offsets[i].Number != offsets[i - 1].Number + 1)
            {
                var run = 1;
                while (i + run < offsets.Count && offsets[i + run].Number == offsets[i].Number + run)
                {
                    run++;
                }
                table.Append(CultureInfo.InvariantCulture, $"{offsets[i].Number} {run}\n");
            }
            table.Append(CultureInfo.InvariantCulture, $"{offsets[i].Offset:D10} {offsets[i].Generation:D5} n \n");
        }
        return table.ToString();
    }

    PdfDictionary Trailer() => new PdfDictionary(
        file.Last.Trailer.Entries.Where(entry => entry.Key is "Root" or "Info" or "ID"))
        .With("Size", new PdfNumber(next))
        .With("Prev", new PdfNumber(file.Last.TableOffset));
}

using System.Globalization;

namespace Mingzheng.Proof.Pdf;

/// <summary>One value of ISO 32000-2 clause 7.3. Values are immutable.</summary>
abstract class PdfObject
{
    /// <summary>True when both values mean the same: spacing, the order of keys and the spelling of strings do not count.</summary>
    public bool Means(PdfObject? other) => (this, other) switch
    {
        (PdfNull, PdfNull) => true,
        (PdfBoolean a, PdfBoolean b) => a.Value == b.Value,
        (PdfNumber a, PdfNumber b) => a.Text == b.Text,
        (PdfName a, PdfName b) => a.Value == b.Value,
        (PdfString a, PdfString b) => a.Value.AsSpan().SequenceEqual(b.Value),
        (PdfReference a, PdfReference b) => a.Number == b.Number && a.Generation == b.Generation,
        (PdfArray a, PdfArray b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => pair.First.Means(pair.Second)),
        (PdfDictionary a, PdfDictionary b) => a.Entries.Count == b.Entries.Count && a.Entries.All(entry => entry.Value.Means(b[entry.Key])),
        (PdfStream a, PdfStream b) => a.Dictionary.Means(b.Dictionary) && a.Data.Span.SequenceEqual(b.Data.Span),
        _ => false,
    };
}

sealed class PdfNull : PdfObject
{
    public static readonly PdfNull Instance = new();
}

sealed class PdfBoolean(bool value) : PdfObject
{
    public bool Value => value;
}

/// <summary>A number, kept in the text it was written in so that a rewritten object changes nothing.</summary>
sealed class PdfNumber(string text) : PdfObject
{
    public PdfNumber(long value) : this(value.ToString(CultureInfo.InvariantCulture))
    {
    }

    public PdfNumber(double value) : this(PdfWriter.Number(value))
    {
    }

    public string Text => text;

    /// <summary>Throws <see cref="PdfException"/> when the number is not a whole number of 63 bits.</summary>
    public long Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new PdfException($"{text} stands where a whole number is expected");

    public double Real => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

sealed class PdfName(string value) : PdfObject
{
    /// <summary>Without the slash, escapes resolved, one character per byte.</summary>
    public string Value => value;
}

/// <param name="value">The bytes between the delimiters, escapes resolved.</param>
/// <param name="start">Offset of the opening delimiter in the file; -1 for a string we made.</param>
/// <param name="end">Offset after the closing delimiter.</param>
sealed class PdfString(byte[] value, bool hexadecimal, int start = -1, int end = -1) : PdfObject
{
    public byte[] Value => value;
    public bool Hexadecimal => hexadecimal;
    public int Start => start;
    public int End => end;

    public static PdfString Text(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~'))
        {
            return new PdfString(System.Text.Encoding.ASCII.GetBytes(text), hexadecimal: false);
        }
        return new PdfString([0xFE, 0xFF, .. System.Text.Encoding.BigEndianUnicode.GetBytes(text)], hexadecimal: true);
    }

    /// <summary>The text string of clause 7.9.2.2: UTF-16BE or UTF-8 with a mark, otherwise one character per byte.</summary>
    public string AsText() => value switch
    {
        [0xFE, 0xFF, ..] => System.Text.Encoding.BigEndianUnicode.GetString(value, 2, value.Length - 2),
        [0xEF, 0xBB, 0xBF, ..] => System.Text.Encoding.UTF8.GetString(value, 3, value.Length - 3),
        _ => System.Text.Encoding.Latin1.GetString(value),
    };
}

sealed class PdfReference(int number, int generation) : PdfObject
{
    public int Number => number;
    public int Generation => generation;
}

sealed class PdfArray(IReadOnlyList<PdfObject> items) : PdfObject
{
    public IReadOnlyList<PdfObject> Items => items;

    public PdfArray With(PdfObject item) => new([.. items, item]);
}

sealed class PdfDictionary : PdfObject
{
    readonly Dictionary<string, PdfObject> entries;

    public PdfDictionary(IEnumerable<KeyValuePair<string, PdfObject>> entries)
    {
        this.entries = new Dictionary<string, PdfObject>(entries, StringComparer.Ordinal);
    }

    public static PdfDictionary Empty { get; } = new([]);

    public IReadOnlyDictionary<string, PdfObject> Entries => entries;

    public PdfObject? this[string key] => entries.GetValueOrDefault(key);

    public PdfDictionary With(string key, PdfObject value) =>
        new(new Dictionary<string, PdfObject>(entries, StringComparer.Ordinal) { [key] = value });

    public PdfDictionary Without(params string[] keys) => new(entries.Where(entry => !keys.Contains(entry.Key)));

    /// <summary>The name under the key when it is a direct name, else null.</summary>
    public string? Name(string key) => (this[key] as PdfName)?.Value;
}

/// <param name="data">The bytes as stored, filters not applied.</param>
sealed class PdfStream(PdfDictionary dictionary, ReadOnlyMemory<byte> data) : PdfObject
{
    public PdfDictionary Dictionary => dictionary;
    public ReadOnlyMemory<byte> Data => data;
}

using System.Globalization;
using System.Text;

namespace Mingzheng.Proof.Pdf;

/// <summary>Writes values in one canonical spelling: dictionary keys keep their order of first appearance.</summary>
static class PdfWriter
{
    public static byte[] Bytes(PdfObject value)
    {
        using var output = new MemoryStream();
        Write(output, value);
        return output.ToArray();
    }

    /// <summary>At most three decimals: a thousandth of a point is far below what a printer resolves.</summary>
    public static string Number(double value) => double.IsFinite(value)
        ? value.ToString("0.###", CultureInfo.InvariantCulture)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "not a finite number");

    public static void Write(Stream output, PdfObject value)
    {
        switch (value)
        {
            case PdfNull: Ascii(output, "null"); break;
            case PdfBoolean boolean: Ascii(output, boolean.Value ? "true" : "false"); break;
            case PdfNumber number: Ascii(output, number.Text); break;
            case PdfName name: WriteName(output, name.Value); break;
            case PdfReference reference: Ascii(output, $"{reference.Number} {reference.Generation} R"); break;
            case PdfString text: WriteString(output, text); break;
            case PdfArray array: WriteArray(output, array); break;
            case PdfDictionary dictionary: WriteDictionary(output, dictionary); break;
            case PdfStream stream: WriteStream(output, stream); break;
            default: throw new InvalidOperationException($"{value.GetType().Name} cannot be written");
        }
    }

    public static void Ascii(Stream output, string text) => output.Write(Encoding.ASCII.GetBytes(text));

    static void WriteName(Stream output, string name)
    {
        output.WriteByte((byte)'/');
        foreach (var c in name)
        {
            if (c is > ' ' and <= '~' && !PdfLexer.IsDelimiter((byte)c) && c != '#')
            {
                output.WriteByte((byte)c);
            }
            else
            {
                Ascii(output, $"#{(int)c:X2}");
            }
        }
    }

    static void WriteString(Stream output, PdfString text)
    {
        if (text.Hexadecimal)
        {
            Ascii(output, $"<{Convert.ToHexString(text.Value)}>");
            return;
        }
        output.WriteByte((byte)'(');
        foreach (var b in text.Value)
        {
            if (b is (byte)'(' or (byte)')' or (byte)'\\')
            {
                output.WriteByte((byte)'\\');
                output.WriteByte(b);
            }
            else if (b is (byte)'\r' or (byte)'\n')
            {
                Ascii(output, b == '\r' ? "\\r" : "\\n");
            }
            else
            {
                output.WriteByte(b);
            }
        }
        output.WriteByte((byte)')');
    }

    static void WriteArray(Stream output, PdfArray array)
    {
        output.WriteByte((byte)'[');
        for (var i = 0; i < array.Items.Count; i++)
        {
            if (i > 0)
            {
                output.WriteByte((byte)' ');
            }
            Write(output, array.Items[i]);
        }
        output.WriteByte((byte)']');
    }

    static void WriteDictionary(Stream output, PdfDictionary dictionary)
    {
        Ascii(output, "<<");
        foreach (var (key, value) in dictionary.Entries)
        {
            WriteName(output, key);
            output.WriteByte((byte)' ');
            Write(output, value);
        }
        Ascii(output, ">>");
    }

    static void WriteStream(Stream output, PdfStream stream)
    {
        Write(output, stream.Dictionary.With("Length", new PdfNumber(stream.Data.Length)));
        Ascii(output, "\nstream\n");
        output.Write(stream.Data.Span);
        Ascii(output, "\nendstream");
    }
}

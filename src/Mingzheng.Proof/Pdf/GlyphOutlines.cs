using System.Buffers.Binary;
using System.Text;

namespace Mingzheng.Proof.Pdf;

/// <summary>
/// Glyph shapes of a TrueType font (OpenType "glyf" outlines), drawn as paths so that a seal needs no font in the document.
/// Immutable after loading; load once and share.
/// </summary>
public sealed class GlyphOutlines
{
    const int MaxCompositeDepth = 6;
    readonly byte[] font;
    readonly CharacterMap characters;
    readonly int glyphs;
    readonly int offsets;
    readonly int metrics;
    readonly int metricCount;
    readonly int glyphCount;
    readonly bool longOffsets;
    readonly double unitsPerEm;

    GlyphOutlines(byte[] font)
    {
        this.font = font;
        var tables = Tables();
        var head = tables["head"];
        unitsPerEm = UInt16(head + 18);
        longOffsets = Int16(head + 50) != 0;
        glyphCount = UInt16(tables["maxp"] + 4);
        metricCount = UInt16(tables["hhea"] + 34);
        metrics = tables["hmtx"];
        offsets = tables["loca"];
        glyphs = tables["glyf"];
        characters = new CharacterMap(font, tables["cmap"]);
    }

    /// <exception cref="InvalidDataException">Not a single TrueType font with glyf outlines.</exception>
    public static GlyphOutlines Load(string path) => Parse(File.ReadAllBytes(path));

    /// <inheritdoc cref="Load"/>
    public static GlyphOutlines Parse(byte[] font)
    {
        try
        {
            return new GlyphOutlines(font);
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or KeyNotFoundException)
        {
            throw new InvalidDataException("the font is damaged or has no TrueType outlines", fault);
        }
    }

    /// <summary>Whether the font can show every character of the text.</summary>
    public bool Has(string text) => text.EnumerateRunes().All(rune => characters.Glyph(rune.Value) > 0);

    /// <summary>Width of the text in points at the given size.</summary>
    public double Width(string text, double size) => text.EnumerateRunes().Sum(rune => Advance(characters.Glyph(rune.Value))) * size;

    /// <summary>Path operators of one line of text, its baseline beginning at the origin; closed but not yet painted.</summary>
    public string Path(string text, double size)
    {
        var path = new StringBuilder();
        var x = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = characters.Glyph(rune.Value);
            Draw(glyph, new GlyphTransform(size / unitsPerEm, 0, 0, size / unitsPerEm, x, 0), path, 0);
            x += Advance(glyph) * size;
        }
        return path.ToString();
    }

    double Advance(int glyph) => UInt16(metrics + 4 * Math.Min(glyph, metricCount - 1)) / unitsPerEm;

    void Draw(int glyph, GlyphTransform transform, StringBuilder path, int depth)
    {
        if (glyph >= glyphCount || depth > MaxCompositeDepth)
        {
            throw new InvalidDataException("the font is damaged: a glyph is out of range or refers to itself");
        }
        var start = Offset(glyph);
        if (Offset(glyph + 1) == start)
        {
            return;
        }
        var contours = Int16(glyphs + start);
        if (contours >= 0)
        {
            GlyphContours.Append(font.AsSpan(glyphs + start + 10), contours, transform, path);
        }
        else
        {
            DrawComposite(glyphs + start + 10, transform, path, depth);
        }
    }

    void DrawComposite(int position, GlyphTransform transform, StringBuilder path, int depth)
    {
        const int words = 0x0001, offsetsGiven = 0x0002, scale = 0x0008, more = 0x0020, twoScales = 0x0040, matrix = 0x0080;
        int flags;
        do
        {
            flags = UInt16(position);
            var glyph = UInt16(position + 2);
            var wide = (flags & words) != 0;
            double dx = 0, dy = 0;
            if ((flags & offsetsGiven) != 0)
            {
                dx = wide ? Int16(position + 4) : (sbyte)font[position + 4];
                dy = wide ? Int16(position + 6) : (sbyte)font[position + 5];
            }
            position += wide ? 8 : 6;
            double a = 1, b = 0, c = 0, d = 1;
            if ((flags & scale) != 0)
            {
                a = d = Fraction(ref position);
            }
            else if ((flags & twoScales) != 0)
            {
                (a, d) = (Fraction(ref position), Fraction(ref position));
            }
            else if ((flags & matrix) != 0)
            {
                (a, b, c, d) = (Fraction(ref position), Fraction(ref position), Fraction(ref position), Fraction(ref position));
            }
            Draw(glyph, transform.After(new GlyphTransform(a, b, c, d, dx, dy)), path, depth + 1);
        }
        while ((flags & more) != 0);
    }

    double Fraction(ref int position)
    {
        var value = Int16(position) / 16384.0;
        position += 2;
        return value;
    }

    int Offset(int glyph) => longOffsets ? (int)UInt32(offsets + 4 * glyph) : 2 * UInt16(offsets + 2 * glyph);

    Dictionary<string, int> Tables()
    {
        if (font.Length < 12 || UInt32(0) != 0x00010000)
        {
            throw new InvalidDataException("not a TrueType font with glyf outlines");
        }
        var tables = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < UInt16(4); i++)
        {
            var entry = 12 + 16 * i;
            tables[Encoding.ASCII.GetString(font, entry, 4)] = (int)UInt32(entry + 8);
        }
        return tables;
    }

    ushort UInt16(int position) => BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(position));

    short Int16(int position) => BinaryPrimitives.ReadInt16BigEndian(font.AsSpan(position));

    uint UInt32(int position) => BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(position));
}

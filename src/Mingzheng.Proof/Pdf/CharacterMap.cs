using System.Buffers.Binary;

namespace Mingzheng.Proof.Pdf;

/// <summary>Finds glyph numbers in a font's cmap table, formats 12 and 4.</summary>
sealed class CharacterMap
{
    readonly byte[] font;
    readonly int format4;
    readonly int format12;

    public CharacterMap(byte[] font, int table)
    {
        this.font = font;
        for (var i = 0; i < UInt16(table + 2); i++)
        {
            var subtable = table + (int)UInt32(table + 8 + 8 * i);
            switch (UInt16(subtable))
            {
                case 4: format4 = subtable; break;
                case 12: format12 = subtable; break;
            }
        }
        if (format4 == 0 && format12 == 0)
        {
            throw new InvalidDataException("the font has no Unicode character map");
        }
    }

    /// <summary>0 when the font has no such character.</summary>
    public int Glyph(int character) => format12 != 0 ? InGroups(character) : character <= 0xFFFF ? InSegments(character) : 0;

    int InGroups(int character)
    {
        for (uint low = 0, high = UInt32(format12 + 12); low < high;)
        {
            var middle = (low + high) / 2;
            var group = format12 + 16 + 12 * (int)middle;
            if (character < UInt32(group))
            {
                high = middle;
            }
            else if (character > UInt32(group + 4))
            {
                low = middle + 1;
            }
            else
            {
                return (int)(UInt32(group + 8) + character - UInt32(group));
            }
        }
        return 0;
    }

    int InSegments(int character)
    {
        var twice = UInt16(format4 + 6);
        for (var i = 0; i < twice; i += 2)
        {
            if (UInt16(format4 + 14 + i) < character)
            {
                continue;
            }
            var start = UInt16(format4 + 16 + twice + i);
            var delta = UInt16(format4 + 16 + 2 * twice + i);
            var rangeAt = format4 + 16 + 3 * twice + i;
            var range = UInt16(rangeAt);
            if (character < start)
            {
                return 0;
            }
            var glyph = range == 0 ? character : UInt16(rangeAt + range + 2 * (character - start));
            return range != 0 && glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
        }
        return 0;
    }

    ushort UInt16(int position) => BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(position));

    uint UInt32(int position) => BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(position));
}

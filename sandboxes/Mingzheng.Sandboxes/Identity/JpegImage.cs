using System.Buffers.Binary;

namespace Mingzheng.Sandboxes.Identity;

/// <summary>Recognises a JPEG picture by its structure (ITU-T T.81 annex B): start, a frame header, a scan, an end.</summary>
static class JpegImage
{
    const byte StartOfScan = 0xDA;
    const byte EndOfImage = 0xD9;

    public static bool IsWellFormed(ReadOnlySpan<byte> image)
    {
        if (!image.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
        {
            return false;
        }

        var frame = false;
        var position = 2;
        while (position + 4 <= image.Length && image[position] == 0xFF)
        {
            var marker = image[position + 1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(image[(position + 2)..]);
            if (length < 2)
            {
                return false;
            }

            if (marker == StartOfScan)
            {
                return frame && image[position..].IndexOf([(byte)0xFF, EndOfImage]) > 0;
            }

            frame |= IsFrameHeader(marker);
            position += 2 + length;
        }

        return false;
    }

    // C0 to CF are frame headers, but for the tables C4 and CC and the reserved C8.
    static bool IsFrameHeader(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}

using System.Buffers.Binary;
using System.Text.Json;

namespace Mingzheng.Rooms.Media.Recording;

/// <summary>
/// The .mjr container of a recorded track: <c>MJR00002</c>, u16 length and that much JSON, then frames of <c>MEET</c>, u32 milliseconds since
/// the first frame, u16 length and one RTP packet. Numbers are big-endian.
/// </summary>
static class Mjr
{
    const int FramePrelude = 10;
    const int HeaderPrelude = 10;

    static ReadOnlySpan<byte> HeaderMark => "MJR00002"u8;

    /// <summary>True for the first bytes of a file, and so for the first segment of a part.</summary>
    public static bool IsStart(ReadOnlySpan<byte> bytes) => bytes.StartsWith(HeaderMark);

    static ReadOnlySpan<byte> FrameMark => "MEET"u8;

    /// <returns>Null while the header is not complete.</returns>
    /// <exception cref="InvalidDataException">The bytes are no .mjr header.</exception>
    public static MjrHeader? ReadHeader(ReadOnlySpan<byte> start)
    {
        var seen = Math.Min(start.Length, HeaderMark.Length);
        if (!start[..seen].SequenceEqual(HeaderMark[..seen]))
        {
            throw new InvalidDataException("Not an .mjr file.");
        }
        if (start.Length < HeaderPrelude)
        {
            return null;
        }
        var length = HeaderPrelude + BinaryPrimitives.ReadUInt16BigEndian(start[8..]);
        if (start.Length < length)
        {
            return null;
        }
        try
        {
            using var json = JsonDocument.Parse(start[HeaderPrelude..length].ToArray());
            return new MjrHeader(length, json.RootElement.GetProperty("u").GetInt64());
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("The .mjr header does not say when its first frame arrived.", fault);
        }
    }

    /// <summary>Measures the whole frames at the start of <paramref name="bytes"/>; what follows them is not yet complete.</summary>
    /// <param name="arrivals">Gets the arrival of each whole frame, in milliseconds since the first frame of the file.</param>
    /// <returns>Bytes of the whole frames.</returns>
    /// <exception cref="InvalidDataException">The first frame does not begin where it must.</exception>
    public static int Measure(ReadOnlySpan<byte> bytes, List<uint> arrivals)
    {
        var at = 0;
        while (bytes.Length - at >= FramePrelude)
        {
            if (!bytes.Slice(at, FrameMark.Length).SequenceEqual(FrameMark))
            {
                // What is whole before the damage is kept; the next call begins at the damage.
                return at > 0 ? at : throw new InvalidDataException("A frame of the .mjr file is damaged.");
            }
            var length = FramePrelude + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 8)..]);
            if (bytes.Length - at < length)
            {
                break;
            }
            arrivals.Add(BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..]));
            at += length;
        }
        return at;
    }
}

/// <param name="Length">Bytes of the header.</param>
/// <param name="FirstFrame">Arrival of the first frame, microseconds UTC.</param>
readonly record struct MjrHeader(int Length, long FirstFrame);

using System.Buffers.Binary;
using System.Text;

namespace Mingzheng.Tests.Media;

/// <summary>Writes .mjr files of pictures as the media server does: a black VP8 square, twenty-five times a second.</summary>
static class MjrPictures
{
    const int FrameMilliseconds = 40;
    const int Clock = 90;

    /// <summary>A key frame of 16 by 16 black points (RFC 6386).</summary>
    static readonly byte[] Black =
    [
        0x10, 0x02, 0x00, 0x9D, 0x01, 0x2A, 0x10, 0x00, 0x10, 0x00, 0x00, 0x47, 0x08, 0x85, 0x85, 0x88,
        0x85, 0x84, 0x88, 0x02, 0x02, 0x00, 0x0C, 0x0D, 0x60, 0x00, 0xFE, 0xFF, 0xAB, 0x50, 0x80,
    ];

    internal static byte[] Header(long firstFrame)
    {
        var json = Encoding.UTF8.GetBytes($$"""{"t":"v","c":"vp8","s":{{firstFrame - 500}},"u":{{firstFrame}}}""");
        var bytes = new byte[10 + json.Length];
        "MJR00002"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(8), (ushort)json.Length);
        json.CopyTo(bytes, 10);
        return bytes;
    }

    /// <param name="isKey">False for frames that only change a picture before them, of which there is none.</param>
    internal static byte[] Frames(int from, int count, bool isKey = true) => [.. Enumerable.Range(from, count).SelectMany(no => Frame(no, isKey))];

    static byte[] Frame(int no, bool isKey)
    {
        const int rtp = 12;
        var frame = new byte[10 + rtp + 1 + Black.Length];
        "MEET"u8.CopyTo(frame);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)(no * FrameMilliseconds));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(8), (ushort)(rtp + 1 + Black.Length));
        frame[10] = 0x80;
        frame[11] = 96;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), (ushort)(1 + no));
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(14), (uint)(no * FrameMilliseconds * Clock));
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(18), 0x4D5A);
        // The payload descriptor of RFC 7741: a frame begins here.
        frame[10 + rtp] = 0x10;
        Black.CopyTo(frame, 10 + rtp + 1);
        frame[10 + rtp + 1] |= (byte)(isKey ? 0 : 1);
        return frame;
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Mingzheng.Tests.Media;

/// <summary>Writes .mjr files as the media server does: silent Opus sound, one packet every twenty milliseconds.</summary>
static class MjrSample
{
    internal const int FrameMilliseconds = 20;

    /// <summary>An Opus packet of silence (RFC 6716): 20 ms, full band, one channel.</summary>
    static readonly byte[] Silence = [0xF8, 0xFF, 0xFE];

    /// <summary>The name that the media server gives a part.</summary>
    internal static string Name(string room, string participant, long began, string track = "audio") =>
        $"videoroom-{room}-user-{participant}-{began}-{track}-0.mjr";

    internal static byte[] Header(long firstFrame)
    {
        var json = Encoding.UTF8.GetBytes($$"""{"t":"a","c":"opus","s":{{firstFrame - 500}},"u":{{firstFrame}}}""");
        var bytes = new byte[10 + json.Length];
        "MJR00002"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(8), (ushort)json.Length);
        json.CopyTo(bytes, 10);
        return bytes;
    }

    /// <summary>Consecutive frames, the first of them <paramref name="from"/> frames after the file's first.</summary>
    internal static byte[] Frames(int from, int count) => [.. Enumerable.Range(from, count).SelectMany(Frame)];

    internal static byte[] Frame(int no)
    {
        var frame = new byte[10 + 12 + Silence.Length];
        "MEET"u8.CopyTo(frame);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), (uint)(no * FrameMilliseconds));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(8), (ushort)(12 + Silence.Length));
        frame[10] = 0x80;
        frame[11] = 111;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), (ushort)(1 + no));
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(14), (uint)(no * 960));
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(18), 0x4D5A);
        Silence.CopyTo(frame, 22);
        return frame;
    }
}

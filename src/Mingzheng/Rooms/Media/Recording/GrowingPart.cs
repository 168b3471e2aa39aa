using System.Globalization;
using System.Text.RegularExpressions;
using Mingzheng.Base.Files;

namespace Mingzheng.Rooms.Media.Recording;

/// <summary>One .mjr file that the media server is writing, or has left behind, in the memory folder.</summary>
sealed partial class GrowingPart : IDisposable
{
    /// <summary>Largest piece read at once: about a minute of one track, so that a long backlog becomes several segments.</summary>
    const int PieceLimit = 4 * 1024 * 1024;

    /// <summary>The first page stays, for its header is needed again after a crash.</summary>
    const int Page = 4096;

    readonly FileStream file;
    MjrHeader? header;
    long freed = Page;
    long seen;

    GrowingPart(FileStream file, string participant, TrackKind track, long began)
    {
        this.file = file;
        Participant = participant;
        Track = track;
        Began = began;
    }

    public string Participant { get; }

    public TrackKind Track { get; }

    /// <summary>Microseconds UTC; taken from the file's name.</summary>
    public long Began { get; }

    public string Path => file.Name;

    /// <summary>Bytes already taken into segments.</summary>
    public long Taken { get; private set; }

    /// <summary>Null when the name is not that of a recorded track.</summary>
    public static GrowingPart? Open(string room, string path, Func<string, TrackKind, long, long> alreadyTaken)
    {
        var prefix = $"videoroom-{room}-user-";
        var fileName = System.IO.Path.GetFileName(path);
        var name = AfterPrefix().Match(fileName.StartsWith(prefix, StringComparison.Ordinal) ? fileName[prefix.Length..] : "");
        if (!name.Success)
        {
            return null;
        }
        var track = name.Groups["track"].Value == "audio" ? TrackKind.Audio : TrackKind.Video;
        var began = long.Parse(name.Groups["began"].Value, CultureInfo.InvariantCulture);
        var participant = name.Groups["participant"].Value;
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 0);
        var taken = alreadyTaken(participant, track, began);
        return new GrowingPart(file, participant, track, began) { Taken = taken, seen = taken };
    }

    /// <summary>Bytes that have come since the last call.</summary>
    public long Growth()
    {
        var length = Math.Max(file.Length, seen);
        var growth = length - seen;
        seen = length;
        return growth;
    }

    /// <summary>The next whole frames, with the file's header before the first of them; null when no new frame is complete.</summary>
    /// <exception cref="InvalidDataException">The file is damaged from here on.</exception>
    public PieceOfPart? Next()
    {
        if (header is null && !TryReadHeader())
        {
            return null;
        }
        var start = Math.Max(Taken, header!.Value.Length);
        var frames = ReadAt(start, PieceLimit);
        var arrivals = new List<uint>();
        var whole = Mjr.Measure(frames.Span, arrivals);
        if (arrivals.Count == 0)
        {
            return null;
        }
        // A file starts with its header: the first piece reaches back to the first byte.
        var plain = Taken == 0 ? ReadAt(0, (int)start + whole) : frames[..whole];
        var first = header.Value.FirstFrame;
        return new PieceOfPart(plain, start + whole, arrivals.ConvertAll(ms => first + (ms * 1000L)));
    }

    /// <summary>Goes on after <paramref name="end"/>.</summary>
    public void Take(long end) => Taken = end;

    /// <summary>Gives back the memory of everything taken: it is sealed and announced.</summary>
    public void FreeTaken()
    {
        var free = Taken / Page * Page;
        if (free > freed)
        {
            Posix.FreeRange(file.SafeFileHandle, freed, free - freed);
            freed = free;
        }
    }

    public void Delete()
    {
        Dispose();
        File.Delete(Path);
    }

    public void Dispose() => file.Dispose();

    bool TryReadHeader()
    {
        header = Mjr.ReadHeader(ReadAt(0, 2 * Page).Span);
        return header is not null;
    }

    ReadOnlyMemory<byte> ReadAt(long offset, int limit)
    {
        var buffer = new byte[(int)Math.Clamp(file.Length - offset, 0, limit)];
        var read = 0;
        while (read < buffer.Length)
        {
            var got = RandomAccess.Read(file.SafeFileHandle, buffer.AsSpan(read), offset + read);
            if (got == 0)
            {
                break;
            }
            read += got;
        }
        return buffer.AsMemory(0, read);
    }

    [GeneratedRegex(@"^(?<participant>[A-Za-z0-9_-]+)-(?<began>\d+)-(?<track>audio|video)-\d+\.mjr$", RegexOptions.CultureInvariant)]
    private static partial Regex AfterPrefix();
}

/// <summary>New frames of a part.</summary>
/// <param name="Plain">Their bytes, and before the very first frame the file's header.</param>
/// <param name="End">Offset in the part just after them.</param>
/// <param name="Arrivals">When each frame arrived, microseconds UTC; never empty.</param>
sealed record PieceOfPart(ReadOnlyMemory<byte> Plain, long End, IReadOnlyList<long> Arrivals);

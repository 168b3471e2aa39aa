using System.Globalization;
using System.Text;
using Mingzheng.Base.Programs;
using Mingzheng.Rooms.Media.Recording;

namespace Mingzheng.Rooms.Media;

/// <summary>
/// Makes one playable WebM file of one recorded track, by Debian's <c>janus-pp-rec</c> and <c>ffmpeg</c>. Pictures and sound are copied, not
/// coded anew, and the pauses between parts stay as long as they were. The clear text is on the memory file system only,
/// and what a killed process leaves of it there goes when the next one starts. Both tools read what participants sent, so they run
/// fenced in (<see cref="BoundedProgram"/>).
/// </summary>
public sealed class TrackExport(MediaOptions options)
{
    /// <summary>From here on an exit names a signal, or an error of the system as ffmpeg passes it on.</summary>
    const int FirstExitOfTheMachine = 128;

    /// <summary>So often a tool is begun that the clock on the wall ended, for what it says of the machine; one that hangs is not begun for ever.</summary>
    const int Tries = 3;

    /// <summary>Copying takes about as much room again as there was.</summary>
    const long Growth = 2;
    const long AlwaysAllowed = 64L << 20;

    static readonly ProgramBounds Bounds = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), Memory: 4L << 30, LargestFile: AlwaysAllowed);

    /// <summary>A list of files must not lead to the network or to a device.</summary>
    static readonly string[] OnlyFiles = ["-v", "error", "-protocol_whitelist", "file,pipe"];

    /// <param name="segments">The track's decrypted segments in order of their numbers; each stream is disposed of when read.</param>
    /// <returns>The file, gone when disposed, its length in seconds, and the arrival of its first frame.</returns>
    /// <exception cref="UnplayableException">The segments hold no frame or do not begin with a part's first, or a tool refused them.</exception>
    public async Task<ExportedTrack> Make(TrackKind track, IAsyncEnumerable<Stream> segments, CancellationToken stop)
    {
        using var folder = ExportFolder.Create(options.Memory);
        var parts = await Assemble(folder.Path, segments, stop);
        if (parts.Count == 0)
        {
            throw new UnplayableException("no-frame", "The recording holds no frame.");
        }
        var bounds = Bounds with { LargestFile = AlwaysAllowed + Growth * parts.Sum(part => new FileInfo(part.Source).Length) };
        foreach (var part in parts)
        {
            await Convert(track, part, bounds, stop);
        }
        var joined = await Join(folder.Path, parts, bounds, stop);
        var seconds = await Seconds(joined, bounds, stop);
        // The open file outlives its name.
        return new ExportedTrack(File.OpenRead(joined), seconds, parts[0].FirstFrame);
    }

    /// <summary>Puts the segments together: one that begins with the file mark begins a new part.</summary>
    static async Task<List<Part>> Assemble(string folder, IAsyncEnumerable<Stream> segments, CancellationToken stop)
    {
        var parts = new List<Part>();
        await foreach (var segment in segments.WithCancellation(stop))
        {
            await using var _ = segment;
            using var plain = new MemoryStream();
            await segment.CopyToAsync(plain, stop);
            var bytes = plain.GetBuffer().AsMemory(0, (int)plain.Length);
            if (Mjr.IsStart(bytes.Span))
            {
                var header = HeaderOf(bytes);
                var name = string.Create(CultureInfo.InvariantCulture, $"{parts.Count}.mjr");
                parts.Add(new Part(Path.Combine(folder, name), header.FirstFrame));
            }
            else if (parts.Count == 0)
            {
                throw new UnplayableException("beginning-missing", "The first segment of the recording is missing.");
            }
            await File.AppendAllBytesAsync(parts[^1].Source, bytes, stop);
        }
        return parts;
    }

    static MjrHeader HeaderOf(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return Mjr.ReadHeader(bytes.Span) ?? throw new UnplayableException("header-broken", "A part's first segment ends within its header.");
        }
        catch (InvalidDataException fault)
        {
            throw new UnplayableException("header-broken", fault.Message);
        }
    }

    static async Task Convert(TrackKind track, Part part, ProgramBounds bounds, CancellationToken stop)
    {
        part.Converted = Path.ChangeExtension(part.Source, track == TrackKind.Audio ? ".opus" : ".webm");
        // A sound skew above 50 ms is mended, or sound and picture drift apart within an hour.
        string[] skew = track == TrackKind.Audio ? ["-S", "50"] : [];
        await Run("janus-pp-rec", ["-o", "-d", "2", .. skew, part.Source, part.Converted], bounds, stop);
    }

    /// <summary>ffmpeg's list of files keeps the pause when each file is said to last until the next one began.</summary>
    static async Task<string> Join(string folder, List<Part> parts, ProgramBounds bounds, CancellationToken stop)
    {
        var list = new StringBuilder("ffconcat version 1.0\n");
        for (var i = 0; i < parts.Count; i++)
        {
            list.Append(CultureInfo.InvariantCulture, $"file {Path.GetFileName(parts[i].Converted)}\n");
            if (i + 1 < parts.Count)
            {
                var lasts = (parts[i + 1].FirstFrame - parts[i].FirstFrame) / 1_000_000m;
                list.Append(CultureInfo.InvariantCulture, $"duration {lasts:F6}\n");
            }
        }
        var listPath = Path.Combine(folder, "parts.ffconcat");
        await File.WriteAllTextAsync(listPath, list.ToString(), stop);
        var joined = Path.Combine(folder, "track.webm");
        await Run("ffmpeg", [.. OnlyFiles, "-nostdin", "-y", "-f", "concat", "-i", listPath, "-c", "copy", "-bitexact", joined], bounds, stop);
        return joined;
    }

    static async Task<double> Seconds(string path, ProgramBounds bounds, CancellationToken stop)
    {
        var answer = await Run("ffprobe", [.. OnlyFiles, "-show_entries", "format=duration", "-of", "csv=p=0", path], bounds, stop);
        return double.TryParse(answer, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw new UnplayableException("no-length", "The file has no length.");
    }

    /// <summary>Each tool writes its file anew when it is begun again.</summary>
    internal static async Task<string> Run(string tool, string[] arguments, ProgramBounds bounds, CancellationToken stop)
    {
        var end = await BoundedProgram.Run(tool, arguments, bounds, stop);
        for (var begun = 1; end.OutOfTime && begun < Tries; begun++)
        {
            end = await BoundedProgram.Run(tool, arguments, bounds, stop);
        }
        var said = Encoding.UTF8.GetString(end.Output);
        return end is { ExitCode: 0, OutOfBounds: false } ? said : throw Failure(tool, end, (end.Complaints + said).Trim());
    }

    /// <summary>A tool that was killed or found no room on the disk says nothing of the recording: that is tried again.</summary>
    static Exception Failure(string tool, ProgramEnd end, string said) =>
        end.OutOfBounds ? new UnplayableException($"too-hard-for-{tool}", $"{tool} fell over the recording ({end.ExitCode}): {said}")
        : end.ExitCode >= FirstExitOfTheMachine ? new IOException($"{tool} was broken off ({end.ExitCode}): {said}")
        : new UnplayableException($"refused-by-{tool}", $"{tool} refused the recording: {said}");

    sealed record Part(string Source, long FirstFrame)
    {
        public string Converted { get; set; } = "";
    }
}

/// <param name="Content">WebM: VP8 picture or Opus sound.</param>
/// <param name="Seconds">Length, pauses included.</param>
/// <param name="FirstFrame">Arrival of the first frame, microseconds UTC: aligns the tracks of a room.</param>
public sealed record ExportedTrack(Stream Content, double Seconds, long FirstFrame) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Mingzheng.Rooms.Media.Recording;

namespace Mingzheng.Rooms.Media;

/// <summary>
/// Makes one playable WebM file of one recorded track, by Debian's <c>janus-pp-rec</c> and <c>ffmpeg</c>. Pictures and sound are copied, not
/// coded anew, and the pauses between parts stay as long as they were. The clear text is on the memory file system only,
/// and what a killed process leaves of it there goes when the next one starts.
/// </summary>
public sealed class RecordingExport(MediaOptions options)
{
    /// <summary>From here on an exit names a signal, or an error of the system as ffmpeg passes it on.</summary>
    const int FirstExitOfTheMachine = 128;

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
        foreach (var part in parts)
        {
            await Convert(track, part, stop);
        }
        var joined = await Join(folder.Path, parts, stop);
        var seconds = await Seconds(joined, stop);
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

    static async Task Convert(TrackKind track, Part part, CancellationToken stop)
    {
        part.Converted = Path.ChangeExtension(part.Source, track == TrackKind.Audio ? ".opus" : ".webm");
        // A sound skew above 50 ms is mended, or sound and picture drift apart within an hour.
        string[] skew = track == TrackKind.Audio ? ["-S", "50"] : [];
        await Run("janus-pp-rec", ["-o", "-d", "2", .. skew, part.Source, part.Converted], stop);
    }

    /// <summary>ffmpeg's list of files keeps the pause when each file is said to last until the next one began.</summary>
    static async Task<string> Join(string folder, List<Part> parts, CancellationToken stop)
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
        await Run("ffmpeg", ["-v", "error", "-nostdin", "-f", "concat", "-i", listPath, "-c", "copy", "-bitexact", joined], stop);
        return joined;
    }

    static async Task<double> Seconds(string path, CancellationToken stop)
    {
        var answer = await Run("ffprobe", ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path], stop);
        return double.TryParse(answer, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw new UnplayableException("no-length", "The file has no length.");
    }

    static async Task<string> Run(string tool, string[] arguments, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEndAsync(stop);
        var complained = process.StandardError.ReadToEndAsync(stop);
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
        return process.ExitCode == 0
            ? await said
            : throw Failure(tool, process.ExitCode, (await complained + await said).Trim());
    }

    /// <summary>A tool that was killed or found no room on the disk says nothing of the recording: that is tried again.</summary>
    static Exception Failure(string tool, int exit, string said) => exit >= FirstExitOfTheMachine
        ? new IOException($"{tool} was broken off ({exit}): {said}")
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

using System.Diagnostics;
using System.Globalization;

namespace Mingzheng.Demo;

/// <summary>Looks at and listens to a recording with ffmpeg: whether somebody is heard in it, and whether its picture moves.</summary>
public static class Playback
{
    /// <summary>A session in which somebody read aloud is louder on average; the hum of an open microphone alone lies at -54 dB.</summary>
    const double QuietestReader = -45;

    /// <summary>Digital silence lies at -91 dB.</summary>
    const double QuietestMicrophone = -70;

    /// <summary>How far, of 255, a picture differs on average from the one a second before. What a coder adds to a still one is a thousandth of this.</summary>
    const double LeastMotion = 0.5;

    /// <summary>Why the sound is not that of a person at an open microphone; null when it is.</summary>
    /// <param name="webm">Any container that ffmpeg knows, read to its end.</param>
    /// <param name="reads">Whether this person read texts aloud.</param>
    public static async Task<string?> SoundFault(Stream webm, bool reads)
    {
        var said = await Run(webm, "-map", "0:a", "-af", "volumedetect", "-f", "null", "-");
        var mean = said.Split("mean_volume:") is [_, var rest, ..]
            ? double.Parse(rest.TrimStart().Split(' ')[0], CultureInfo.InvariantCulture)
            : double.NegativeInfinity;
        return mean < QuietestMicrophone ? Told("nothing is heard", mean)
            : reads && mean < QuietestReader ? Told("no voice is heard", mean)
            : null;
    }

    /// <summary>Why the picture is not that of a camera; null when it moves most of the time.</summary>
    public static async Task<string?> PictureFault(Stream webm)
    {
        var said = await Run(
            webm, "-map", "0:v", "-vf", "fps=1,tblend=all_mode=difference,signalstats,metadata=print:key=lavfi.signalstats.YAVG", "-f", "null", "-");
        var differences = said.Split("signalstats.YAVG=").Skip(1)
            .Select(value => double.Parse(value.Split('\n', '\r')[0], CultureInfo.InvariantCulture)).ToList();
        var moved = differences.Count(difference => difference >= LeastMotion);
        return moved * 2 > differences.Count ? null : $"the picture moved in {moved} of {differences.Count} seconds";
    }

    static string Told(string what, double mean) => string.Create(CultureInfo.InvariantCulture, $"{what} (mean volume {mean:0.0} dB)");

    /// <summary>What ffmpeg's filters report goes to its standard error.</summary>
    static async Task<string> Run(Stream webm, params string[] work)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", ["-hide_banner", "-nostats", "-i", "-", .. work])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        var said = ffmpeg.StandardError.ReadToEndAsync();
        await webm.CopyToAsync(ffmpeg.StandardInput.BaseStream);
        ffmpeg.StandardInput.Close();
        await ffmpeg.WaitForExitAsync();
        return ffmpeg.ExitCode == 0 ? await said : throw new InvalidOperationException($"ffmpeg cannot play the recording: {await said}");
    }
}

using System.Diagnostics;

namespace Mingzheng.Demo;

/// <summary>A synthesised voice, spoken by espeak-ng into a WAV file in memory.</summary>
public static class Speech
{
    /// <summary>Words a minute: brisk, so that a demonstration stays short.</summary>
    const string Pace = "450";

    /// <summary>What is read aloud is the Chinese text: the translation is for reference only.</summary>
    public static async Task<byte[]> Of(string text)
    {
        var start = new ProcessStartInfo("espeak-ng", ["-v", "cmn", "-s", Pace, "--stdout", text]) { RedirectStandardOutput = true };
        using var espeak = Process.Start(start)!;
        using var wav = new MemoryStream();
        await espeak.StandardOutput.BaseStream.CopyToAsync(wav);
        await espeak.WaitForExitAsync();
        return espeak.ExitCode == 0 ? wav.ToArray() : throw new InvalidOperationException($"espeak-ng ended with {espeak.ExitCode}.");
    }
}

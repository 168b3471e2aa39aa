using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Mingzheng.Demo;

/// <summary>A synthesised voice, spoken by espeak-ng into a WAV file in memory.</summary>
/// <param name="WordsAMinute">espeak-ng's measure; a person's is about 200.</param>
/// <param name="Characters">How much of each clause is spoken.</param>
public sealed record Voice(int WordsAMinute, int Characters)
{
    /// <summary>
    /// Every word, about three times as fast as a person, so that a demonstration stays short: some 14 characters a second, below the 20 at
    /// which a court no longer takes it for reading aloud.
    /// </summary>
    public static readonly Voice Complete = new(900, int.MaxValue);

    /// <summary>The first words of each clause, for a court that is told to take them for the whole.</summary>
    public static readonly Voice FirstWords = new(1200, 4);

    public bool SaysAll => Characters == int.MaxValue;

    /// <summary>What is read aloud is the Chinese text: the translation is for reference only.</summary>
    public async Task<byte[]> Speak(string text)
    {
        var words = new StringInfo(text);
        var spoken = words.SubstringByTextElements(0, Math.Min(Characters, words.LengthInTextElements));
        var start = new ProcessStartInfo("espeak-ng", ["-v", "cmn", "-s", WordsAMinute.ToString(CultureInfo.InvariantCulture), "--stdin", "--stdout"])
        {
            RedirectStandardInput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            RedirectStandardOutput = true,
        };
        using var espeak = Process.Start(start)!;
        using var wav = new MemoryStream();
        await espeak.StandardInput.WriteAsync(spoken);
        espeak.StandardInput.Close();
        await espeak.StandardOutput.BaseStream.CopyToAsync(wav);
        await espeak.WaitForExitAsync();
        return espeak.ExitCode == 0 ? wav.ToArray() : throw new InvalidOperationException($"espeak-ng ended with {espeak.ExitCode}.");
    }
}

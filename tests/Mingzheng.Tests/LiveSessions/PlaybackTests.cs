using Mingzheng.Demo;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>A demonstration listens to its recordings: one that holds silence, or a still picture, must not pass for a witnessing.</summary>
[Collection(LiveSubset.Name), Trait("kind", "live")]
public sealed class PlaybackTests
{
    const string Hum = "sine=frequency=100:duration=5,volume=-34dB";

    [Fact]
    public async Task A_silent_track_is_heard_as_silent()
    {
        (await Sound("anullsrc=r=48000:cl=mono", reads: false))!.ShouldStartWith("nothing is heard");
        (await Sound("anullsrc=r=48000:cl=mono", reads: true))!.ShouldStartWith("nothing is heard");
    }

    [Fact]
    public async Task The_hum_of_an_open_microphone_is_no_voice_and_is_enough_for_who_only_listens()
    {
        (await Sound(Hum, reads: true))!.ShouldStartWith("no voice is heard");
        (await Sound(Hum, reads: false)).ShouldBeNull();
    }

    [Fact]
    public async Task A_voice_is_heard()
    {
        using var folder = new TemporaryFolder();
        folder.Write("voice.wav", await Voice.Complete.Speak("本人自愿委托示例律师代为诉讼。"));

        (await Playback.SoundFault(File.OpenRead(folder["voice.wav"]), reads: true)).ShouldBeNull();
    }

    [Theory]
    [InlineData("color=c=gray:s=320x240:r=10:d=6", false)]
    [InlineData("smptebars=s=320x240:r=10:d=6", false)]
    [InlineData("testsrc2=s=320x240:r=10:d=6", true)]
    public async Task A_picture_that_stands_still_is_seen_as_that(string source, bool moves)
    {
        var fault = await Playback.PictureFault(await Made(source, "-c:v", "libvpx"));

        fault.ShouldBe(moves ? null : "the picture moved in 0 of 5 seconds");
    }

    static async Task<string?> Sound(string source, bool reads) => await Playback.SoundFault(await Made(source, "-c:a", "libopus"), reads);

    static async Task<Stream> Made(string source, params string[] coder)
    {
        var (exit, webm, errors) = await PublicTool.Run(
            "ffmpeg", ["-v", "error", "-nostdin", "-f", "lavfi", "-i", source, "-t", "6", .. coder, "-f", "webm", "-"]);
        exit.ShouldBe(0, errors);
        return new MemoryStream(webm);
    }
}

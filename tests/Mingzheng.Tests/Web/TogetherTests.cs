using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Mingzheng.Tests.Proof;
using Mingzheng.Web;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

/// <summary>Picture and sound of a person are two files, and a judge who reviews a meeting has to see who speaks (AW-09).</summary>
[Trait("kind", "browser")]
public sealed class TogetherTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    /// <summary>The sound begins two seconds after the picture and ends before it.</summary>
    const string Page = """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>together</title>
        <script type="module" src="SCRIPT"></script>
        <ul><li data-together>
          <video controls preload="none" src="/picture" data-begins="1.000" muted></video>
          <audio controls preload="none" src="/sound" data-begins="3.000" muted></audio>
        </li><li data-together>
          <video controls preload="none" src="/picture" data-begins="0.000" muted></video>
          <audio controls preload="none" src="/missing" data-begins="0.000" muted></audio>
        </li></ul>
        """;

    WebHost host = null!;

    public async Task InitializeAsync()
    {
        var picture = await Made("testsrc2=s=320x180:r=10:d=10", "-c:v", "libvpx", "-g", "10");
        var sound = await Made("sine=frequency=440:duration=6", "-c:a", "libopus");
        host = await WebHost.Start(app =>
        {
            var script = app.Services.GetRequiredService<Assets>()["js/together.js"];
            app.MapGet("/together", () => Results.Content(Page.Replace("SCRIPT", script, StringComparison.Ordinal), "text/html; charset=utf-8"));
            app.MapGet("/picture", () => Results.Bytes(picture, "video/webm", enableRangeProcessing: true));
            app.MapGet("/sound", () => Results.Bytes(sound, "audio/webm", enableRangeProcessing: true));
        });
    }

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [Fact]
    public async Task What_is_played_moved_and_stopped_of_one_is_so_of_the_other_at_the_same_moment_of_the_meeting()
    {
        var page = await browser.Open(new Uri(host.Address, "together"));
        await Do(page, "picture.play()");
        await page.WaitForFunctionAsync($"() => {{ {Players} return picture.currentTime > 0.2; }}");
        (await Says(page, "sound.paused")).ShouldBeTrue("Nothing was said yet.");

        await Do(page, "picture.currentTime = 5");
        await page.WaitForFunctionAsync($"() => {{ {Players} return !sound.paused && sound.currentTime > 3.2 && {SameMoment}; }}");
        await Do(page, "sound.currentTime = 1");
        await page.WaitForFunctionAsync($"() => {{ {Players} return picture.currentTime > 3.2 && picture.currentTime < 4.5 && !picture.paused && {SameMoment}; }}");
        await Do(page, "sound.pause()");
        await page.WaitForFunctionAsync($"() => {{ {Players} return picture.paused && sound.paused && {SameMoment}; }}");

        await Do(page, "sound.currentTime = 5");
        await page.WaitForFunctionAsync($"() => {{ {Players} return {SameMoment} && picture.paused; }}");
        await Do(page, "sound.play()");
        await page.WaitForFunctionAsync($"() => {{ {Players} return sound.ended && !picture.paused && picture.currentTime > 8.3; }}");
        (await page.EvaluateAsync<bool>("() => document.querySelectorAll('video')[1].paused")).ShouldBeTrue("Another person is another meeting of eye and ear.");
    }

    [Fact]
    public async Task A_file_that_cannot_be_played_does_not_hold_up_the_other()
    {
        var page = await browser.Open(new Uri(host.Address, "together"));
        await page.EvaluateAsync("() => document.querySelectorAll('video')[1].play()");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('video')[1].currentTime > 1");
    }

    const string Players = "const picture = document.querySelector('video'), sound = document.querySelector('audio');";

    const string SameMoment = "Math.abs(picture.currentTime - sound.currentTime - 2) < 0.4";

    static Task Do(IPage page, string what) => page.EvaluateAsync($"async () => {{ {Players} await ({what}); }}");

    static Task<bool> Says(IPage page, string what) => page.EvaluateAsync<bool>($"() => {{ {Players} return {what}; }}");

    static async Task<byte[]> Made(string source, params string[] coder)
    {
        // Into a file, so that it knows its length and can be sought in.
        using var folder = new TemporaryFolder();
        var (exit, _, errors) = await PublicTool.Run("ffmpeg", ["-v", "error", "-nostdin", "-f", "lavfi", "-i", source, .. coder, folder["made.webm"]]);
        exit.ShouldBe(0, errors);
        return await File.ReadAllBytesAsync(folder["made.webm"]);
    }
}

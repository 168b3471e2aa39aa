using System.Globalization;
using System.Text.RegularExpressions;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Media;

public sealed partial class PictureLimitTests
{
    /// <summary>A browser that may send high definition and a server that tells it to send less would show a blurred paper (AW-05).</summary>
    [Fact]
    public async Task AW_05_The_media_server_lets_in_what_the_browser_sends_of_a_paper_and_no_more()
    {
        await using var janus = await StandInJanus.Start();
        await janus.Link.CreateRoom("room-1", "secret", "/dev/shm");

        var sent = Bits().Matches(File.ReadAllText(Checkout.File("src/Mingzheng/wwwroot/js/media-camera.js")))
            .Select(bits => int.Parse(bits.Groups[1].Value.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)).ToList();

        sent.Count.ShouldBe(2);
        janus.PictureLimit.ShouldBe(sent.Max());
    }

    [GeneratedRegex(@"\bbits: ([\d_]+)")]
    private static partial Regex Bits();
}

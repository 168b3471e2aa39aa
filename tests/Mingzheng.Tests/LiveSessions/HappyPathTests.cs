using System.Text.Json.Nodes;
using Mingzheng.Demo;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>The demonstration itself, with a principal whose name has whatever names may have.</summary>
[Collection(LiveSubset.Name), Trait("kind", "live")]
public sealed class HappyPathTests
{
    static readonly string[] Everyone = ["agent", "judge", "principal"];

    [Fact]
    public async Task Three_people_in_three_browsers_complete_a_witnessing_and_a_stranger_verifies_it()
    {
        var options = DemoOptions.Parse(["--principal", "欧阳𠮷娜 O'Brien <b>", "--powers", "S7,S4", "--language", "en"]);
        var folder = LiveSession.FolderOf("happy-path");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var outcome = new Outcome(folder);
        var programs = PublishedPrograms.Of(CourtHost.Repository);
        await using var court = new LocalCourt(programs, Path.Combine(folder, "court"), Voice.FirstWords);
        var verified = await new Demonstration(court, programs, options, Voice.FirstWords, outcome).Run();

        var summary = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "summary.json")))!;
        verified.ShouldBeTrue(await File.ReadAllTextAsync(Path.Combine(folder, "verified.txt")));
        ((bool)summary["verified"]!).ShouldBeTrue();
        ((string)summary["principal"]!).ShouldBe("欧阳𠮷娜 O'Brien <b>");
        summary["powers"]!.AsArray().Select(power => (string)power!).ShouldBe(["G1", "G2", "G3", "G4", "G5", "S4", "S7"]);
        (await PowerOfAttorney(folder, summary)).ShouldContain("欧阳𠮷娜 O'Brien <b>");
        await EveryRecordingPlays(folder, summary);
        await Figures.Write("happy-path", $"seconds: {summary["totalSeconds"]}");
    }

    static async Task<string> PowerOfAttorney(string folder, JsonNode summary)
    {
        var text = await PublicTool.Run("pdftotext", ["-raw", Path.Combine(folder, (string)summary["poa"]!), "-"]);
        return System.Text.Encoding.UTF8.GetString(text.Output);
    }

    /// <summary>With age and ffprobe of the distribution and the key that the principal was given.</summary>
    static async Task EveryRecordingPlays(string folder, JsonNode summary)
    {
        var recordings = summary["recordings"]!.AsArray();
        recordings.Select(one => $"{one!["participant"]} {one["kind"]}").Order().ShouldBe(
            Everyone.SelectMany(who => new[] { $"{who} audio", $"{who} video" }));
        foreach (var recording in recordings)
        {
            var cipher = Path.Combine(folder, (string)recording!["file"]!);
            var (exit, plain, errors) = await PublicTool.Run("age", ["-d", "-i", Path.Combine(folder, (string)summary["keys"]!), cipher]);
            exit.ShouldBe(0, errors);
            using var clear = new TemporaryFolder();
            clear.Write("track.webm", plain);
            var probe = await PublicTool.Run("ffprobe", ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", clear["track.webm"]]);
            double.Parse(System.Text.Encoding.ASCII.GetString(probe.Output), System.Globalization.CultureInfo.InvariantCulture)
                .ShouldBe((double)recording["seconds"]!, 1.5);
        }
    }
}

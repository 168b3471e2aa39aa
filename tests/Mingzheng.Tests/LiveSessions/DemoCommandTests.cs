using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>The command itself, as a person runs it: every word is spoken at the pace that a court takes for reading aloud.</summary>
[Collection(LiveSubset.Name), Trait("kind", "live")]
public sealed class DemoCommandTests
{
    static readonly string[] Everyone = ["agent", "judge", "principal"];

    /// <summary>With a principal whose name has whatever names may have; the court writes its middle dot another way.</summary>
    [Fact]
    public async Task Three_people_in_three_browsers_complete_a_witnessing_a_stranger_verifies_it_and_the_court_stays_until_it_is_told_to_go()
    {
        using var demo = DemoCommand.Start("--principal", "欧阳𠮷娜•O'Brien <b>", "--powers", "S7,S4", "--language", "en", "--keep");
        var address = (await demo.Says("The court stays open at ")).Split(' ')[0];
        var folder = await demo.Says("Everything is in ");
        var family = demo.Family();
        using (var http = new HttpClient { BaseAddress = new Uri(address) })
        {
            (await http.GetStringAsync("/health/ready")).ShouldNotBeEmpty();
        }

        await demo.Terminate();

        (await demo.Ends()).ShouldBe(0, demo.Said);
        family.Count.ShouldBeGreaterThanOrEqualTo(6, "the command, the court's three processes, its media server and its typesetter");
        (await DemoCommand.StillRunning(family)).ShouldBeEmpty();
        File.Exists(Path.Combine(folder, "court", "court.db")).ShouldBeTrue("The court's data stay.");
        Directory.Exists($"/dev/shm/mingzheng-{new Uri(address).Port}").ShouldBeFalse("What was not encrypted does not.");
        await ShouldBeComplete(folder);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_demonstration_that_is_told_to_stop_in_the_middle_says_so_and_leaves_nothing_running()
    {
        using var demo = DemoCommand.Start("--powers", "none");
        await demo.Says("] sign-in ");
        var family = demo.Family();

        await demo.Terminate();

        (await demo.Ends()).ShouldBe(143, demo.Said);
        family.Count.ShouldBeGreaterThan(6);
        (await DemoCommand.StillRunning(family)).ShouldBeEmpty();
    }

    /// <summary>No font shows the name: the court refuses it at the first form, long before the meeting (V-4).</summary>
    [Fact]
    public async Task A_demonstration_that_the_court_refuses_ends_with_1_and_its_reason()
    {
        using var demo = DemoCommand.Start("--principal", "\U00030000示例", "--powers", "none");

        (await demo.Ends()).ShouldBe(1, demo.Said);

        demo.Said.ShouldContain("U+30000");
        var folder = await demo.Says("What there is lies in ");
        File.Exists(Path.Combine(folder, "stopped", "principal.png")).ShouldBeTrue();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_option_that_is_not_known_ends_with_2_before_anything_is_started()
    {
        using var demo = DemoCommand.Start("--powers", "S99");

        (await demo.Ends()).ShouldBe(2, demo.Said);

        demo.Said.ShouldContain("S99 is not a special power");
        demo.Said.ShouldNotContain("A court of its own");
    }

    static async Task ShouldBeComplete(string folder)
    {
        var summary = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "summary.json")))!;
        var verified = await File.ReadAllTextAsync(Path.Combine(folder, "verified.txt"));
        ((bool)summary["verified"]!).ShouldBeTrue(verified);
        verified.ShouldContain("given by you");
        verified.ShouldNotContain("from the package itself", customMessage: "A package that vouches for itself proves nothing.");
        ((string)summary["principal"]!).ShouldBe("欧阳𠮷娜·O'Brien <b>");
        ((string)summary["caseNumber"]!).ShouldContain("粤01民初");
        summary["powers"]!.AsArray().Select(power => (string)power!).ShouldBe(["G1", "G2", "G3", "G4", "G5", "S4", "S7"]);
        foreach (var file in new[] { "poa", "record", "certificate", "keys", "checkpoint" })
        {
            File.Exists(Path.Combine(folder, (string)summary[file]!)).ShouldBeTrue(file);
        }

        var acts = summary["acts"]!.AsArray();
        acts.Select(act => (string)act!["act"]!).ShouldContain("witnessing.approved");
        acts.Select(act => (long)act!["position"]!).ShouldBeUnique();
        summary["steps"]!.AsArray().Select(step => (string)step!["step"]!).ShouldBe(
            ["court-and-browsers", .. Steps.Before, .. Demo.Meeting.Order, .. Steps.After, "verify"]);
        (await PowerOfAttorney(folder, summary)).ShouldContain("欧阳𠮷娜·O'Brien <b>");
        await EveryRecordingPlays(folder, summary);
        await Figures.Write("demo-command", $"seconds: {summary["totalSeconds"]}");
    }

    static async Task<string> PowerOfAttorney(string folder, JsonNode summary) =>
        Encoding.UTF8.GetString((await PublicTool.Run("pdftotext", ["-raw", Path.Combine(folder, (string)summary["poa"]!), "-"])).Output);

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
            double.Parse(Encoding.ASCII.GetString(probe.Output), CultureInfo.InvariantCulture).ShouldBe((double)recording["seconds"]!, 1.5);
        }
    }

    static class Steps
    {
        public static readonly string[] Before = ["sign-in", "principal-identity", "apply", "lawyer-identity", "join", "accept", "book"];
        public static readonly string[] After = ["approve", "effect", "package"];
    }
}

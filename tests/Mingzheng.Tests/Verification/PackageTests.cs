using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Proof.Packages;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Mingzheng.Witnessing.Review;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Verification;

/// <summary>The package of a real session, checked by the separate verifier program and by tools that we did not write.</summary>
[Collection(FinishedSessionTests.Name), Trait("kind", "court")]
public sealed partial class PackageTests(FinishedSessions sessions)
{
    const string PowerOfAttorney = "documents/power-of-attorney.pdf";
    const string Recording = "recordings/principal-audio.webm.age";

    [Theory, DatabaseData]
    public async Task The_package_of_a_session_is_proved_offline_with_the_courts_published_keys(DatabaseKind kind)
    {
        var session = await sessions.On(kind);

        var (code, report) = await VerifierProgram.RunAgainstTheCourt(session);

        code.ShouldBe(0, report.ToJsonString());
        ((string)report["session"]!).ShouldBe($"{session.Room:D}");
        report["anchors"]!.AsArray().ShouldAllBe(anchor => !(bool)anchor!["fromPackage"]!);
        var named = report["findings"]!.AsArray().Select(finding => (string)finding!["object"]!).ToList();
        foreach (var document in new[] { "power-of-attorney", "principal-commitment", "agent-commitment", "record", "certificate" })
        {
            named.ShouldContain($"documents/{document}.pdf");
        }

        named.ShouldContain(Recording);
    }

    /// <summary>ACC-X-02: one byte in storage is changed, and exactly that object is named.</summary>
    [Theory]
    [DatabaseData(PowerOfAttorney)]
    [DatabaseData("documents/record.pdf")]
    [DatabaseData(Recording)]
    [DatabaseData("README.txt")]
    [DatabaseData("trust/tsa.pem")]
    public async Task ACC_X_02_A_changed_byte_is_named_with_its_file(DatabaseKind kind, string path)
    {
        var session = await sessions.On(kind);
        using var folder = new TemporaryFolder();
        folder.Write("package.zip", Changed(await session.Package(), path));

        var (code, report) = await VerifierProgram.Run(folder["package.zip"]);

        code.ShouldBe(1);
        report["findings"]!.AsArray().Where(finding => (string)finding!["outcome"]! == "FAIL")
            .Select(finding => (string)finding!["object"]!).ShouldBe([path]);
    }

    [Theory, DatabaseData]
    public async Task The_public_page_judges_a_package_by_the_courts_own_keys(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        var package = await session.Package();

        (await session.Check(package)).Readable.ShouldContain("见证包真实、完整");
        var page = await session.Check(Changed(package, PowerOfAttorney));
        page.Readable.ShouldContain("见证包未能全部核实");
        page.Readable.ShouldContain(PowerOfAttorney);
    }

    /// <summary>As the page says above the table: what could not be judged because of it comes after.</summary>
    [Theory, DatabaseData]
    public async Task The_public_page_lists_what_is_wrong_first(DatabaseKind kind)
    {
        var session = await sessions.On(kind);

        var page = await session.Check(Changed(await session.Package(), PackagePath.Checkpoint));

        var states = StateOnPage().Matches(page.Text[page.Text.IndexOf("<table", StringComparison.Ordinal)..]).Select(found => found.Groups[1].Value).ToList();
        states.ShouldContain("refused");
        states.ShouldContain("waiting");
        states.ShouldBe(states.OrderBy(state => Array.IndexOf(["refused", "waiting", "done"], state)));
        page.Readable.ShouldContain("仅有英文");
    }

    [Theory, DatabaseData]
    public async Task The_recording_opens_with_age_and_the_handing_out_of_its_key_is_noted(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        using var folder = new TemporaryFolder();
        folder.Write("track.age", Parts(await session.Package())[Recording]);
        var given = await session.Principal.Submit(await session.Principal.Get($"{session.Address}/package"), $"{session.Address}/recording-key");
        given.Text.ShouldStartWith("AGE-SECRET-KEY-1");
        folder.Write("recording.key", Encoding.ASCII.GetBytes(given.Text));

        var opened = await PublicTool.Run("age", ["-d", "-i", folder["recording.key"], "-o", folder["track.webm"], folder["track.age"]]);
        opened.ExitCode.ShouldBe(0, opened.Errors);
        var probe = await PublicTool.Run("ffprobe", ["-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", folder["track.webm"]]);
        Encoding.ASCII.GetString(probe.Output).Trim().ShouldBe("opus");
        var entries = await session.Court.EntriesOf(Mingzheng.Rooms.Room.StreamOf(session.Room));
        entries.Last(entry => entry.Kind == "recording.key-given").Actor.ShouldBe($"account:{session.Court.AccountOf("HKP"):D}");
    }

    /// <summary>The recordings hold what the principal said to the judge alone (AW-27).</summary>
    [Theory, DatabaseData]
    public async Task The_agent_gets_the_package_and_not_the_key(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        var page = await session.Agent.Get($"{session.Address}/package");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldNotContain("recording-key");
        (await session.Agent.Post($"{session.Address}/recording-key")).Refusal.ShouldBe("NOT_YOURS");
    }

    [Theory, DatabaseData]
    public async Task Each_fetching_of_a_package_is_noted(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        await session.Package(session.Principal);
        (await session.Court.EntriesOf($"authorization:{session.Authorization:D}"))
            .Last(entry => entry.Kind == "witnessing.package-fetched").Actor.ShouldBe($"account:{session.Court.AccountOf("HKP"):D}");
    }

    /// <summary>Attack: who fetches in a loop makes a stream grow that every package has to carry, until none can be made.</summary>
    [Theory, DatabaseData]
    public async Task However_often_a_package_and_the_key_are_fetched_it_is_noted_once_a_day(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        var address = await session.MakePackage(session.Principal);
        for (var i = 0; i < 3; i++)
        {
            (await session.Principal.Http.GetByteArrayAsync(address)).ShouldNotBeEmpty();
            (await session.Principal.Post($"{session.Address}/recording-key")).Text.ShouldStartWith("AGE-SECRET-KEY-1");
        }

        var principal = $"account:{session.Court.AccountOf("HKP"):D}";
        (await session.Court.EntriesOf($"authorization:{session.Authorization:D}")).Count(entry =>
            entry.Kind == "witnessing.package-fetched" && address.EndsWith((string)entry.Body["package"]!, StringComparison.Ordinal)).ShouldBe(1);
        (await session.Court.EntriesOf(Mingzheng.Rooms.Room.StreamOf(session.Room)))
            .Where(entry => entry.Kind == "recording.key-given" && entry.Actor == principal).ShouldHaveSingleItem();
    }

    /// <summary>A package in the log that nobody can fetch, for another took its place in the limit, would be a hole in what was handed out.</summary>
    [Theory, DatabaseData]
    public async Task Of_packages_made_at_once_at_the_limit_only_what_is_kept_stands_in_the_log(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        using var clerk = await session.Court.SignIn("CLK");
        await session.MakePackage(clerk);
        var account = session.Court.AccountOf("CLK");
        await session.Court.Plant(async db =>
        {
            var one = await db.Set<MadePackage>().FirstAsync(made => made.MadeBy == account);
            db.AddRange(Enumerable.Range(0, PackageDesk.MostInADay - 2).Select(_ => new MadePackage
            {
                Id = clerk.NewAct(), AuthorizationId = one.AuthorizationId, ManifestObjectId = one.ManifestObjectId, ManifestSha256 = one.ManifestSha256,
                MadeBy = account, Withheld = one.Withheld, At = one.At,
            }));
        });
        await clerk.Get($"{session.Address}/package");
        var before = await Sealed(session);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => clerk.Post($"{session.Address}/package")));

        answers.Count(answer => answer.Refusal is null).ShouldBe(1);
        answers.Where(answer => answer.Refusal is not null).ShouldAllBe(answer => answer.Refusal == "PACKAGES_TOO_MANY");
        (await Sealed(session)).ShouldBe(before + 1);
    }

    static async Task<int> Sealed(FinishedSession session) =>
        (await session.Court.EntriesOf(Mingzheng.Rooms.Room.StreamOf(session.Room))).Count(entry => entry.Kind == "witnessing.package-made");

    [Theory, DatabaseData]
    public async Task A_stranger_gets_neither_package_nor_key(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        (await session.Stranger.Get($"{session.Address}/package")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await session.Stranger.Post($"{session.Address}/recording-key")).Text.ShouldNotContain("AGE-SECRET-KEY");
    }

    internal static Dictionary<string, byte[]> Parts(byte[] package)
    {
        using var archive = new ZipArchive(new MemoryStream(package));
        return archive.Entries.ToDictionary(part => part.FullName, part =>
        {
            using var open = part.Open();
            using var bytes = new MemoryStream();
            open.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    /// <summary>The same package with one byte in the middle of one file changed.</summary>
    internal static byte[] Changed(byte[] package, string path)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Parts(package))
            {
                content[content.Length / 2] ^= (byte)(name == path ? 1 : 0);
                using var part = archive.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        return zip.ToArray();
    }

    [GeneratedRegex("class=\"state ([a-z]+)\"")]
    private static partial Regex StateOnPage();
}

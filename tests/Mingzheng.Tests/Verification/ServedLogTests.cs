using System.Text;
using System.Text.RegularExpressions;
using Mingzheng.Base.Database;
using Mingzheng.Proof.Log;
using Mingzheng.Proof.Packages;
using Mingzheng.Tests.Architecture;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Verification;

/// <summary>The log as a running court serves it, and the entries of a package, checked by the Go program on Debian's sumdb packages.</summary>
[Collection(FinishedSessionTests.Name), Trait("kind", "court")]
public sealed partial class ServedLogTests(FinishedSessions sessions, ChecksumDatabaseTests.GoProgram go) : IClassFixture<ChecksumDatabaseTests.GoProgram>
{
    [Theory, DatabaseData]
    public async Task The_Go_checksum_database_accepts_the_log_as_it_is_served_and_the_entries_of_a_package(DatabaseKind kind)
    {
        using var folder = await Fetch(await sessions.On(kind));

        var (code, output, errors) = await go.Check(folder);

        code.ShouldBe(0, Encoding.UTF8.GetString(output) + errors);
    }

    /// <summary>The line of the README, as a stranger types it, with a checkpoint kept from before.</summary>
    [Theory]
    [DatabaseData("README.md")]
    [SqliteData("README.zh-Hans.md")]
    [SqliteData("docs/journal-format.md")]
    public async Task The_line_of_the_documentation_checks_a_running_court(DatabaseKind kind, string file)
    {
        var line = Line().Match(await File.ReadAllTextAsync(Checkout.File(file))).Groups[1].Value;
        var session = await sessions.On(kind);
        using var folder = new TemporaryFolder();
        folder.Write("kept", await session.Stranger.Http.GetByteArrayAsync("/log/checkpoint"));
        await session.Principal.Get($"{session.Address}/package");

        var (code, output, errors) = await PublicTool.Run("bash", ["-c", $"{line} {session.Court.Address} {folder["kept"]}"], folder: SourceTree.Root);

        var said = Encoding.UTF8.GetString(output);
        code.ShouldBe(0, said + errors);
        said.ShouldContain("ok tiles");
        said.ShouldContain("ok consistency");
        said.ShouldContain(await session.Stranger.Http.GetStringAsync("/log/key"), Case.Sensitive, "to be compared with one from elsewhere");
        var bytes = await File.ReadAllBytesAsync(folder["kept"]);
        bytes[40] ^= 1;
        folder.Write("kept", bytes);
        (code, _, _) = await PublicTool.Run("bash", ["-c", $"{line} {session.Court.Address} {folder["kept"]}"], folder: SourceTree.Root);
        code.ShouldBe(1, "a checkpoint that the log never signed");
    }

    [Theory]
    [InlineData("tile/0/000", "tiles")]
    [InlineData("tile/entries/000", "tiles")]
    [InlineData("checkpoint", "checkpoint")]
    [InlineData("checkpoint.proof", "checkpoint.proof")]
    [InlineData("entries.jsonl", "entries")]
    public async Task A_single_changed_byte_of_what_was_served_is_found(string file, string step)
    {
        using var folder = await Fetch(await sessions.On(DatabaseKind.Sqlite));
        // The newest tile of a small log is a partial one, with its width at the end of the path.
        var path = File.Exists(folder[file]) ? folder[file] : Directory.GetFiles(folder[$"{file}.p"]).Single();
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[40] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        var (code, output, _) = await go.Check(folder);

        code.ShouldBe(1);
        Encoding.UTF8.GetString(output).ShouldContain($"FAILED {step}:");
    }

    /// <summary>What any stranger can fetch, with one package between the older checkpoint and the newest.</summary>
    static async Task<TemporaryFolder> Fetch(FinishedSession session)
    {
        var folder = new TemporaryFolder();
        var http = session.Stranger.Http;
        folder.Write("log.vkey", await http.GetByteArrayAsync("/log/key"));
        folder.Write("checkpoint.old", await http.GetByteArrayAsync("/log/checkpoint"));
        var package = PackageTests.Parts(await session.Package());
        folder.Write("checkpoint.proof", package[PackagePath.Checkpoint]);
        folder.Write("entries.jsonl", package[PackagePath.Entries]);
        folder.Write("journal.json", await File.ReadAllBytesAsync(Checkout.File("tests/vectors/journal.json")));
        var newest = await http.GetStringAsync("/log/checkpoint");
        folder.Write("checkpoint", Encoding.UTF8.GetBytes(newest));
        var size = long.Parse(newest.Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);
        foreach (var tile in LogTile.Of(size).Concat(LogTile.BundlesOf(size)))
        {
            folder.Write(tile.Path, await http.GetByteArrayAsync($"/log/{tile.Path}"));
        }

        return folder;
    }

    [GeneratedRegex("`(tests/go/checklog/run) https://court\\.example[` ]")]
    private static partial Regex Line();
}

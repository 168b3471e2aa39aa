using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Proof.Journal;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Proof;

/// <summary>What we publish is checked by a Go program on the packages of the Go checksum database (Debian's).</summary>
public sealed class ChecksumDatabaseTests : IClassFixture<ChecksumDatabaseTests.GoProgram>
{
    readonly GoProgram go;

    public ChecksumDatabaseTests(GoProgram go) => this.go = go;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(256, 255)]
    [InlineData(700, 256)]
    public async Task The_Go_checksum_database_accepts_the_log(int size, int oldSize)
    {
        using var folder = Publish(size, oldSize);

        var (exitCode, output, errors) = await go.Check(folder);

        exitCode.ShouldBe(0, Encoding.UTF8.GetString(output) + errors);
    }

    [Theory]
    [InlineData("checkpoint", 20, "checkpoint")]
    [InlineData("checkpoint.old", 20, "checkpoint.old")]
    [InlineData("tile/0/000", 3200, "tiles")]
    [InlineData("tile/0/001.p/44", 40, "tiles")]
    [InlineData("tile/1/000.p/1", 0, "tiles")]
    [InlineData("tile/entries/000", 3403, "tiles")]
    [InlineData("consistency.json", 20, "consistency")]
    [InlineData("entries.jsonl", 60, "entries")]
    [InlineData("journal.json", 120, "vectors")]
    public async Task A_single_changed_byte_is_found(string file, int place, string step)
    {
        using var folder = Publish(300, 200);
        var bytes = await File.ReadAllBytesAsync(folder[file]);
        bytes[place] ^= 1;
        folder.Write(file, bytes);

        var (exitCode, output, _) = await go.Check(folder);

        exitCode.ShouldBe(1);
        Encoding.UTF8.GetString(output).ShouldContain($"FAILED {step}:");
    }

    static TemporaryFolder Publish(int size, int oldSize)
    {
        using var log = new PublishedLog();
        for (var n = 1; n <= size; n++)
        {
            var body = new JsonObject { ["number"] = n };
            log.Append(new JournalEntry("session:a", n, "room.spoken", 1, n, "system", new Guid(n, 0, 0, new byte[8]), body));
        }

        var folder = new TemporaryFolder();
        log.Publish(folder, oldSize);
        return folder;
    }

    /// <summary>Builds the program once.</summary>
    public sealed class GoProgram : IAsyncLifetime, IDisposable
    {
        readonly TemporaryFolder folder = new();

        public async Task InitializeAsync()
        {
            var (exitCode, output, errors) = await PublicTool.Run(
                "go",
                ["build", "-o", folder["checklog"], "."],
                folder: Checkout.File("tests/go/checklog"),
                environment: new() { ["GO111MODULE"] = "off", ["GOPATH"] = "/usr/share/gocode", ["GOFLAGS"] = "" });
            exitCode.ShouldBe(0, Encoding.UTF8.GetString(output) + errors);
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => folder.Dispose();

        internal Task<(int ExitCode, byte[] Output, string Errors)> Check(TemporaryFolder files) =>
            PublicTool.Run(folder["checklog"], [files.Path]);
    }
}

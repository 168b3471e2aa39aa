using Mingzheng.Documents;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Documents;

/// <summary>kill -9 leaves the folder of the engine's socket among the temporary files of the machine; the lock in it went with the process.</summary>
public sealed class TypesetterFolderTests : IDisposable
{
    readonly TemporaryFolder machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public void What_a_killed_process_left_is_removed_and_what_is_used_or_of_somebody_else_stays()
    {
        Leave(machine.Path, "killed", "socket", "held");
        Leave(machine.Path, "killed-while-starting", "held");
        Leave(machine.Path, "made-this-moment");
        Leave(machine.Path, "of-somebody-else", "held", "letters");
        machine.Write("elsewhere/held", []);
        Directory.CreateSymbolicLink(machine["mingzheng-typesetter-link"], machine["elsewhere"]);
        var used = Leave(machine.Path, "used", "socket", "held");
        using var held = new FileStream(Path.Combine(used, "held"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        TypesetterFolder.RemoveLeftBehind(machine.Path).ShouldBe(2);

        Directory.EnumerateFileSystemEntries(machine.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(machine.Path, path))
            .Where(path => path.StartsWith("mingzheng", StringComparison.Ordinal) && !path.Contains("link", StringComparison.Ordinal)).Order().ShouldBe(
        [
            "mingzheng-typesetter-made-this-moment",
            "mingzheng-typesetter-of-somebody-else", "mingzheng-typesetter-of-somebody-else/letters",
            "mingzheng-typesetter-used", "mingzheng-typesetter-used/held", "mingzheng-typesetter-used/socket",
        ]);
        File.Exists(machine["elsewhere/held"]).ShouldBeTrue("No link is followed.");
    }

    [Fact]
    public void The_folder_of_a_running_engine_stays_and_goes_with_it()
    {
        string folder;
        using (var mine = TypesetterFolder.Create())
        {
            folder = Path.GetDirectoryName(mine.Socket)!;
            TypesetterFolder.RemoveLeftBehind(Path.GetTempPath());
            Directory.Exists(folder).ShouldBeTrue();
        }

        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact, Trait("kind", "court")]
    public async Task A_court_that_starts_again_removes_what_it_left()
    {
        var left = Leave(Path.GetTempPath(), Path.GetRandomFileName(), "socket", "held");

        await using var court = await CourtHost.Start();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Directory.Exists(left))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    static string Leave(string among, string name, params string[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(among, "mingzheng-typesetter-" + name)).FullName;
        foreach (var file in files)
        {
            File.WriteAllText(Path.Combine(folder, file), "");
        }

        return folder;
    }
}

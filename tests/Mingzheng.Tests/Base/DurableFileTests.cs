using Mingzheng.Base.Files;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Base;

public sealed class DurableFileTests
{
    const int Writers = 16;

    /// <summary>Two nodes make a key at once: were one written over the other, what the loser sealed could never be opened.</summary>
    [Fact]
    public async Task Of_several_who_write_a_file_that_is_not_there_the_first_wins()
    {
        using var folder = new TemporaryFolder();
        foreach (var path in Enumerable.Range(0, 20).Select(round => folder[$"{round}.age"]))
        {
            using var start = new Barrier(Writers);
            var found = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Factory.StartNew(
                () => Written(path, (byte)i, start), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

            found.Distinct().ShouldHaveSingleItem();
            Directory.GetFiles(folder.Path, $"{Path.GetFileName(path)}*").ShouldBe([path]);
            File.GetUnixFileMode(path).ShouldBe(DurableFile.OwnerFile);
        }
    }

    [Fact]
    public void A_file_is_written_anew_as_a_whole()
    {
        using var folder = new TemporaryFolder();
        DurableFile.Write(folder["room"], [1, 2, 3]);
        DurableFile.Write(folder["room"], [4]);

        File.ReadAllBytes(folder["room"]).ShouldBe([4]);
        Directory.GetFiles(folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public void An_object_never_takes_the_name_of_another()
    {
        using var folder = new TemporaryFolder();
        folder.Write("draft", [1]);
        folder.Write("object", [2]);

        Should.Throw<IOException>(() => DurableFile.Move(folder["draft"], folder["object"]));
        File.ReadAllBytes(folder["object"]).ShouldBe([2]);
    }

    /// <summary>Also what could not get its name at all leaves nothing behind, for it may be a key.</summary>
    [Fact]
    public void A_draft_that_cannot_be_named_is_gone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("draft", [1]);

        Should.Throw<IOException>(() => DurableFile.Move(folder["draft"], folder[Path.Combine("nowhere", "object")])).Message.ShouldContain("errno 2");
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    static byte Written(string path, byte content, Barrier start)
    {
        start.SignalAndWait();
        DurableFile.WriteUnlessThere(path, [content]);
        return File.ReadAllBytes(path)[0];
    }
}

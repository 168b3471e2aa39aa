using Mingzheng.Base.Database;
using Mingzheng.Objects;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Objects;

/// <summary>What acts left behind that were refused or lost goes after a day; what a row names never does.</summary>
[Trait("kind", "court")]
public sealed class ObjectSweepTests
{
    static readonly DateTime TwoDaysAgo = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2);

    [Theory, DatabaseData]
    public async Task Only_old_objects_that_no_row_names_are_taken_away(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        var store = court.Get<ObjectStore>();
        court.Get<DataKeys>().New("case:1");
        var named = await Put(store);
        await court.Get<Writer>().Do(new Command(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "account:1", "test.keep"), writing =>
        {
            writing.Db.Add(named);
            return Task.CompletedTask;
        });
        var (unnamed, young) = (await Put(store), await Put(store));
        var recording = Path.Combine(store.Folder, "recordings", "one", "sound-00000.mjr.age");
        Directory.CreateDirectory(Path.GetDirectoryName(recording)!);
        await File.WriteAllTextAsync(recording, "sealed");
        var broken = $"{PathOf(store, unnamed)}.part";
        await File.WriteAllTextAsync(broken, "broken off");
        foreach (var path in new[] { PathOf(store, named), PathOf(store, unnamed), broken, recording })
        {
            File.SetLastWriteTimeUtc(path, TwoDaysAgo);
        }

        (await court.Get<ObjectSweep>().Sweep(default)).ShouldBe(2);

        File.Exists(PathOf(store, unnamed)).ShouldBeFalse();
        File.Exists(broken).ShouldBeFalse();
        File.Exists(PathOf(store, young)).ShouldBeTrue("its act may still run");
        File.Exists(recording).ShouldBeTrue("recordings are named elsewhere");
        (await store.Read(named)).ShouldBe([1, 2, 3]);
        court.Log.All.ShouldContain(line => line.Contains($"{unnamed.Id:D}", StringComparison.Ordinal));
    }

    static Task<StoredObject> Put(ObjectStore store) => store.Put("case:1", "application/pdf", [1, 2, 3]);

    static string PathOf(ObjectStore store, StoredObject stored) => Path.Combine(store.Folder, $"{stored.Id:N}"[^2..], $"{stored.Id:N}.age");
}

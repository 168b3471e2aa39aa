using Microsoft.Extensions.Logging.Abstractions;
using Mingzheng.Proof.Age;
using Mingzheng.Rooms.Media;
using Mingzheng.Rooms.Media.Janus;
using Mingzheng.Rooms.Media.Live;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Media;

/// <summary>What a node still knows of its rooms after it was killed.</summary>
public sealed class RestartTests : IDisposable
{
    readonly TemporaryFolder disk = new();

    [Fact]
    public async Task Who_was_isolated_is_isolated_after_the_node_was_restarted()
    {
        using (var before = Started())
        {
            var room = await before.Open("room-1", AgeIdentity.Generate().Recipient.ToString());
            room!.Admit("principal", Hearing.All);
            room.Admit("lawyer", Hearing.All);
            (await room.Isolate("lawyer", isolated: true)).ShouldBeTrue();
        }

        using var after = Started();

        var restored = after.Find("room-1")!;
        restored.State().Participants.Where(one => one.Isolated).Select(one => one.Participant).ShouldBe(["lawyer"]);
        restored.AudibleTo("lawyer").Publications.ShouldBeNull();
        restored.AudibleTo("principal").Publications.ShouldNotBeNull();
    }

    /// <summary>Attack: a disk that lost a page of one room's files. A node that does not start would take every other meeting with it.</summary>
    [Theory]
    [InlineData("damaged.room")]
    [InlineData("damaged.events")]
    public async Task A_room_whose_files_are_damaged_is_set_aside_and_the_others_go_on(string file)
    {
        var recipient = AgeIdentity.Generate().Recipient.ToString();
        using (var before = Started())
        {
            foreach (var room in new[] { "damaged", "whole" })
            {
                (await before.Open(room, recipient))!.Admit("principal", Hearing.All);
            }
        }
        await File.WriteAllTextAsync(Path.Combine(disk["state"], file), "\0\0\0\0\n");

        using var after = Started();

        after.Find("whole")!.IsAdmitted("principal").ShouldBeTrue();
        after.Find("damaged").ShouldBeNull();
        (await after.Open("damaged", recipient)).ShouldBeNull("Its recording is not begun anew over what is there.");
        foreach (var ledger in after.Ledgers())
        {
            after.ForgetWhenDone(ledger);
        }
        File.Exists(Path.Combine(disk["state"], "damaged.events")).ShouldBeTrue();
    }

    /// <summary>The settings of the media server hold its secrets, and memory is short.</summary>
    [Fact]
    public async Task A_node_that_is_stopped_leaves_nothing_of_its_engine_in_memory()
    {
        Directory.CreateDirectory(disk["memory/engine"]);
        await File.WriteAllTextAsync(disk["memory/engine/janus.jcfg"], "a secret");
        var options = new MediaOptions { State = disk["state"], Objects = disk["objects"], Memory = disk["memory"], Interface = "lo" };
        using var starter = new JanusProcess(NullLogger<JanusProcess>.Instance);
        using var engine = new JanusEngine(Started(), starter, options, TimeProvider.System, NullLogger<JanusEngine>.Instance);

        await engine.StartAsync(CancellationToken.None);
        await engine.StopAsync(CancellationToken.None);

        Directory.Exists(disk["memory"]).ShouldBeFalse();
    }

    public void Dispose() => disk.Dispose();

    MediaRooms Started()
    {
        var options = new MediaOptions { State = disk["state"], Objects = disk["objects"], Memory = disk["memory"] };
        var rooms = new MediaRooms(options, FakeClock.OnAWednesdayMorning(), NullLogger<MediaRooms>.Instance);
        rooms.Restore();
        return rooms;
    }
}

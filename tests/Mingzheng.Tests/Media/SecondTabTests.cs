using Microsoft.Extensions.Logging.Abstractions;
using Mingzheng.Proof.Age;
using Mingzheng.Rooms.Media;
using Mingzheng.Rooms.Media.Live;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Media;

/// <summary>
/// Attack: at the moment in which the judge sets the agent aside, the agent opens a second tab. The first one is no part of the room any more,
/// and what it receives has not ended yet (AW-27).
/// </summary>
public sealed class SecondTabTests : IDisposable
{
    readonly TemporaryFolder disk = new();

    [Fact]
    public async Task AW_27_Nobody_is_isolated_while_a_tab_that_was_replaced_still_receives()
    {
        await using var janus = await StandInJanus.Start();
        using var rooms = Rooms();
        var room = (await rooms.Open("room-1", AgeIdentity.Generate().Recipient.ToString()))!;
        await rooms.EngineUp(janus.Link);
        foreach (var one in new[] { "judge", "lawyer" })
        {
            room.Admit(one, Hearing.All);
            await (await room.Enter(one, key: null))!.Value.Peer.Begin(janus.Link);
        }

        await janus.Subscribed;
        var replacing = room.Enter("lawyer", key: null);
        await janus.Detaching;
        var isolating = room.Isolate("lawyer", isolated: true);
        // Whoever does not wait for the first tab has answered long before so many questions have.
        for (var question = 0; question < 50; question++)
        {
            await janus.Link.Connection.Info();
        }

        isolating.IsCompleted.ShouldBeFalse("The first tab still receives.");
        janus.LetGo();
        (await isolating).ShouldBeTrue();
        (await replacing).ShouldNotBeNull();
    }

    public void Dispose() => disk.Dispose();

    MediaRooms Rooms()
    {
        var options = new MediaOptions { State = disk["state"], Objects = disk["objects"], Memory = disk["memory"] };
        var rooms = new MediaRooms(options, FakeClock.OnAWednesdayMorning(), NullLogger<MediaRooms>.Instance);
        rooms.Restore();
        return rooms;
    }
}

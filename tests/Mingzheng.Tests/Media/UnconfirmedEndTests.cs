using System.Text.Json.Nodes;
using Mingzheng.Rooms.Media.Live;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Media;

/// <summary>
/// Attack: a media server that does not say whether it still sends. What the court writes of an isolation (AW-27) must be certain: it waits,
/// and gives the media server up rather than to believe it.
/// </summary>
public sealed class UnconfirmedEndTests
{
    [Fact]
    public async Task AW_27_Nobody_is_isolated_while_the_media_server_does_not_confirm_that_it_let_go()
    {
        await using var desk = await MediaDesk.Start();
        var room = await desk.WithTwo();

        await Should.ThrowAsync<TimeoutException>(() => room.Isolate("lawyer", isolated: true));

        await IsGivenUp(desk);
        var again = room.Isolate("lawyer", isolated: true);
        again.IsCompleted.ShouldBeFalse("A lost connection ends no media.");
        await desk.Janus.End();
        (await again).ShouldBeTrue();
    }

    [Fact]
    public async Task AW_27_Nor_while_it_does_not_confirm_that_it_let_go_of_a_tab_that_was_replaced()
    {
        await using var desk = await MediaDesk.Start();
        var room = await desk.WithTwo();
        var replacing = room.Enter("lawyer", key: null);
        await desk.Janus.Detaching;

        await Should.ThrowAsync<TimeoutException>(() => room.Isolate("lawyer", isolated: true));

        replacing.IsCompleted.ShouldBeFalse();
        await IsGivenUp(desk);
        await desk.Janus.End();
        (await room.Isolate("lawyer", isolated: true)).ShouldBeTrue();
        (await replacing).ShouldNotBeNull();
    }

    [Fact]
    public async Task AW_27_Nor_after_the_media_server_said_what_nobody_understands()
    {
        await using var desk = await MediaDesk.Start();
        desk.Janus.Streams = [new JsonObject { ["feed_id"] = 5 }];
        var room = await desk.WithTwo();

        await Should.ThrowAsync<TimeoutException>(() => room.Isolate("lawyer", isolated: true));
    }

    [Fact]
    public async Task An_end_that_is_confirmed_late_is_believed_and_the_media_server_stays()
    {
        await using var desk = await MediaDesk.Start();
        var room = await desk.WithTwo();
        var isolating = room.Isolate("lawyer", isolated: true);
        await desk.Janus.Detaching;

        desk.Janus.LetGo();

        (await isolating).ShouldBeTrue();
        desk.Janus.Link.Connection.Ended.IsCancellationRequested.ShouldBeFalse();
    }

    static async Task IsGivenUp(MediaDesk desk)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!desk.Janus.Link.Connection.IsGivenUp)
        {
            await Task.Delay(20, limit.Token);
        }
    }
}

using System.Text.Json.Nodes;
using Mingzheng.Rooms.Media.Live;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Media;

/// <summary>A media server that once does not answer in time, though it did what it was asked or does it later, keeps nobody out for good.</summary>
public sealed class LateAnswerTests
{
    [Fact]
    public async Task Who_was_let_in_after_nobody_waited_any_more_can_begin_again_and_leaves_no_connection_behind()
    {
        await using var desk = await MediaDesk.Start();
        var lawyer = await MediaDesk.Enter(await desk.Open("room-1"), "lawyer");
        desk.Janus.Withholds = asked => (string?)asked["body"]?["request"] == "join";
        await lawyer.Begin(desk.Janus.Link);
        lawyer.Link.ShouldBeNull();

        desk.Janus.Withholds = _ => false;
        await lawyer.Begin(desk.Janus.Link);

        lawyer.Link.ShouldBe(desk.Janus.Link);
        desk.Janus.OpenHandles.ShouldBe(2, "The control of the rooms, and the lawyer.");
    }

    [Fact]
    public async Task A_room_that_could_not_be_made_is_made_when_the_court_asks_again()
    {
        await using var desk = await MediaDesk.Start();
        desk.Janus.Withholds = Making("room-1");
        await Should.ThrowAsync<TimeoutException>(() => desk.Open("room-1"));

        desk.Janus.Withholds = _ => false;

        (await desk.Open("room-1")).Link.ShouldBe(desk.Janus.Link);
    }

    [Fact]
    public async Task A_room_that_could_not_be_made_is_made_in_a_later_round()
    {
        await using var desk = await MediaDesk.Start();
        desk.Janus.Withholds = Making("room-1");
        await Should.ThrowAsync<TimeoutException>(() => desk.Open("room-1"));

        desk.Janus.Withholds = _ => false;

        await IsMadeInRounds(desk, desk.Rooms.Find("room-1")!);
    }

    /// <summary>The media server carries the other rooms: it is not lost with one of them.</summary>
    [Fact]
    public async Task A_room_that_cannot_be_made_takes_no_other_with_it_when_the_media_server_comes_back()
    {
        await using var desk = await MediaDesk.Start();
        LiveRoom[] rooms = [await desk.Open("room-1"), await desk.Open("room-2")];
        desk.Rooms.EngineDown();
        desk.Janus.Withholds = Making("room-1");

        await desk.Rooms.EngineUp(desk.Janus.Link);

        rooms.Select(room => room.Link).ShouldBe([null, desk.Janus.Link]);
        desk.Janus.Withholds = _ => false;
        await IsMadeInRounds(desk, rooms[0]);
    }

    static Func<JsonObject, bool> Making(string room) =>
        asked => (string?)asked["body"]?["request"] == "create" && (string?)asked["body"]?["room"] == room;

    static async Task IsMadeInRounds(MediaDesk desk, LiveRoom room)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (room.Link is null)
        {
            await desk.Rooms.Round(limit.Token);
            await Task.Delay(20, limit.Token);
        }

        room.Link.ShouldBe(desk.Janus.Link);
    }
}

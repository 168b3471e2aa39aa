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
}

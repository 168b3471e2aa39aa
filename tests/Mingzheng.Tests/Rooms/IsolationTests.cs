using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>The principal is asked alone when the media node has cut the agent off, not when the judge has asked for it (AW-27).</summary>
[Trait("kind", "court")]
public sealed class IsolationTests
{
    const string First = "Q-3";

    [Theory, DatabaseData]
    public async Task A_question_asked_alone_waits_until_the_media_node_has_cut_the_agent_off(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await SetAsideInVain(session);

        (await Answer(session)).Refusal.ShouldBe("ALONE_FIRST");
        foreach (var visitor in new[] { session.Judge, session.Principal })
        {
            (await visitor.Get(session.Room)).Text.ShouldNotContain("class=\"card asking\"");
        }
        (await Isolations(session)).ShouldBe(0);

        session.Media.RefusesIsolation = false;
        await session.AgentIsCutOff();
        (await Answer(session)).Refusal.ShouldBeNull();
        (await Isolations(session)).ShouldBe(1);
        await session.BringBack();
        (await Answer(session)).Refusal.ShouldBe("ALONE_FIRST");
    }

    [Theory, DatabaseData]
    public async Task Who_was_brought_back_before_the_media_node_obeyed_is_not_taken_for_cut_off(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await SetAsideInVain(session);
        await session.BringBack();
        session.Media.RefusesIsolation = false;
        await session.MediaWasTold("join");

        session.Media.Told.ShouldContain(told => told.StartsWith("isolate ", StringComparison.Ordinal), "the stale order still came first");
        (await Isolations(session)).ShouldBe(0);
        (await Answer(session)).Refusal.ShouldBe("ALONE_FIRST");
        await using var db = session.Court.Get<Reads>().Open();
        var agent = await db.Set<RoomParticipant>().SingleAsync(one => one.RoomId == session.RoomId && one.Role == RoomRole.Agent);
        agent.IsolatedAt.ShouldBeNull();
    }

    /// <summary>V-4: the record prints every answer; when it is drafted it is too late to ask again.</summary>
    [Fact]
    public async Task An_answer_that_no_paper_can_show_is_refused_when_it_is_written_down()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var session = scene.Session;
        await session.RunUntil("questions");
        await session.Media.Beat($"{session.RoomId:D}");
        var page = await session.Judge.Get(session.Room);

        (await session.Judge.Submit(page, $"{session.Room}/answers", ("answer", "示例\uE123"))).Refusal.ShouldBe("CHARACTER_NOT_PRINTABLE");
        (await session.Judge.Submit(page, $"{session.Room}/answers", ("answer", "示例"))).Refusal.ShouldBeNull();
    }

    static async Task SetAsideInVain(Session session)
    {
        await session.RunUntil("questions-alone");
        session.Media.RefusesIsolation = true;
        await session.SetAside();
        await session.MediaWasTold("in vain: isolate");
    }

    static async Task<Page> Answer(Session session)
    {
        await session.Media.Beat($"{session.RoomId:D}");
        await session.Judge.Get(session.Room);
        return await session.Judge.Post($"{session.Room}/answers", ("question", First), ("answer", "只有我一个人，可以自由说话。"));
    }

    static async Task<int> Isolations(Session session) =>
        (await session.Court.EntriesOf(Mingzheng.Rooms.Room.StreamOf(session.RoomId))).Count(entry => entry.Kind == "room.isolated");
}

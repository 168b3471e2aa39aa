using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Rooms;
using Mingzheng.Signing;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>A meeting that cannot come to its end: who says so, what is told, and what is left of it (witnessing rules 8.2, step 5, and 11).</summary>
[Trait("kind", "court")]
public sealed class StoppedMeetingTests
{
    const string Note = "委托人申请回避，理由：法官与被告的法定代表人相识（虚构）。";

    [Theory, DatabaseData]
    public async Task CPL_47_Who_applies_for_recusal_is_heard_before_anything_else_and_the_judge_may_not_go_on(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("recusal-principal");
        await session.Say(session.Principal, agreed: true);

        var told = await session.Judge.Get(session.Room);
        told.Readable.ShouldContain("已有人申请您回避");
        told.Text.ShouldNotContain("请用下方工具更改文书");
        (await session.Principal.Get(session.Room)).Readable.ShouldContain("请说明申请回避的理由");
        await session.Media.Beat($"{session.RoomId:D}");
        (await session.Judge.Post($"{session.Room}/answers", ("question", "Q-1"), ("answer", "我是委托人本人。"))).Refusal.ShouldBe("NOT_ASKED_NOW");

        (await session.Judge.Post($"{session.Room}/stop", ("why", "recusal"), ("note", " "))).Refusal.ShouldBe("STOP_NOTE_EMPTY_OR_LONG");
        (await session.Judge.Post($"{session.Room}/stop", ("why", "RF-99"), ("note", Note))).Refusal.ShouldBe("STOP_REASON_MISSING");
        (await session.Agent.Post($"{session.Room}/stop", ("why", "recusal"), ("note", Note))).Refusal.ShouldBe("NOT_YOURS");
        (await session.Judge.Submit(told, $"{session.Room}/stop", ("why", "recusal"), ("note", Note))).Refusal.ShouldBeNull();

        (await session.Judge.Get(session.Room)).Readable.ShouldContain("本次见证已停止");
        var closed = (await session.Court.EntriesOf(Room.StreamOf(session.RoomId))).Single(entry => entry.Kind == "room.closed");
        ((string)closed.Body["result"]!).ShouldBe("stopped");
        ((string)closed.Body["why"]!).ShouldBe("recusal");
        closed.Body.ToJsonString().ShouldNotContain("被告的法定代表人");
        await session.MediaWasTold("close");
    }

    [Theory, DatabaseData]
    public async Task RF_10_What_was_signed_before_the_stop_has_no_effect_and_the_principal_may_apply_again(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("record");
        (await session.Judge.Submit(await session.Judge.Get(session.Room), $"{session.Room}/stop", ("why", "RF-10"), ("note", Note))).Refusal.ShouldBeNull();

        await using (var db = session.Court.Get<Reads>().Open())
        {
            (await db.Set<Authorization>().SingleAsync(one => one.Id == scene.Authorization)).State.ShouldBe(AuthorizationState.Stopped);
            (await db.Set<Ceremony>().Where(one => one.RoomId == session.RoomId).ToListAsync()).ShouldAllBe(one => one.VoidAt != null);
            (await db.Set<Document>().Where(one => one.RoomId == session.RoomId).ToListAsync()).ShouldAllBe(one => !one.IsLive);
            (await db.Set<RoomStep>().Where(one => one.RoomId == session.RoomId).Select(one => one.Step).ToListAsync()).ShouldNotContain("closing");
        }

        (await session.Judge.Post($"{scene.Address}/approval")).Refusal.ShouldBe("WRONG_STATE");
        var seen = (await session.Principal.Get(scene.Address)).Readable;
        seen.ShouldContain("见证已停止");
        seen.ShouldContain("委托人不同意朗读、签署，或者撤回同意");
        seen.ShouldContain(Note);
        (await session.Agent.Get(scene.Address)).Readable.ShouldNotContain(Note, Case.Sensitive, "RF-04: it may be about the agent");
        await session.MediaWasTold("close");
        (await Witnessing.Scene.Apply(session.Principal, "S4")).ShouldNotBe(scene.Authorization);
    }

    [Theory, DatabaseData]
    public async Task Only_where_the_answer_speaks_of_the_text_is_the_judge_told_to_change_it(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("questions");
        await session.Ask(session.Principal, until: "Q-12");
        await session.Say(session.Principal, agreed: false);
        (await session.Judge.Get(session.Room)).Readable.ShouldContain("请用下方工具更改文书");
        await session.Say(session.Principal, agreed: true);
        await session.Ask(session.Principal, until: "Q-14");
        await session.Say(session.Principal, agreed: false);
        var page = (await session.Judge.Get(session.Room)).Readable;
        page.ShouldContain("这一回答意味着本次不能见证");
        page.ShouldNotContain("请用下方工具更改文书");
    }
}

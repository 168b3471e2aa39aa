using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>A changed power of attorney is read and signed anew; nothing else is, and nobody is left to find it out alone (ACC-AW-03).</summary>
[Trait("kind", "court")]
public sealed class ChangedTextTests
{
    const string Said = "授权委托书已经更改，现为第 2 版";

    [Theory, DatabaseData]
    public async Task ACC_AW_03_A_form_sent_as_it_stands_makes_nothing_void(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("signing");
        await session.Sign(session.Principal);
        var before = await Text(session);

        var page = await session.Judge.Get(session.Room);
        var refused = await session.Judge.Submit(page, $"{session.Room}/powers", ("void-principal", "yes"));

        refused.Refusal.ShouldBe("NOTHING_CHANGED", refused.Text);
        (await Text(session)).Id.ShouldBe(before.Id);
        (await session.Court.EntriesOf($"room:{session.RoomId:D}"))
            .ShouldNotContain(entry => entry.Kind == "witnessing.powers-changed" || entry.Kind == "room.step-superseded" || entry.Kind == "signing.void");
        await session.Sign(session.Agent);
        await session.Sign(session.Judge);
    }

    [Theory, DatabaseData]
    public async Task ACC_AW_03_Who_changes_a_signed_text_says_of_each_signature_that_it_becomes_void_and_all_are_told(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("signing");
        (await session.Judge.Get(session.Room)).Text.ShouldNotContain("name=\"void-");
        await session.Sign(session.Principal);
        (await session.Judge.Get(session.Room)).Readable.ShouldContain("委托人陳大文对现文本的签名作废");
        // Made while the judge fills the form in.
        await session.Sign(session.Agent);

        var refused = await Change(session, "void-principal");
        refused.Refusal.ShouldBe("SIGNATURES_BECOME_VOID", refused.Text);
        refused.Readable.ShouldContain("代理人已作的签名");
        refused.Readable.ShouldNotContain("委托人已作的签名");
        (await Text(session)).Version.ShouldBe(1);
        await IsTold(session, told: false);

        var change = await Change(session, "void-principal", "void-agent");
        change.Refusal.ShouldBeNull(change.Text);
        (await session.Court.EntriesOf($"room:{session.RoomId:D}")).Count(entry => entry.Kind == "signing.void").ShouldBe(2);
        await IsTold(session, told: true);
        await session.Read(session.Principal);
        await IsTold(session, told: true);
        await session.Ask(session.Principal);
        await session.SignAll();
        await IsTold(session, told: false);
    }

    static Task<Page> Change(Session session, params string[] ticks) =>
        session.Judge.Post($"{session.Room}/powers", [("powers", "S6"), .. ticks.Select(tick => (tick, "yes"))]);

    static async Task IsTold(Session session, bool told)
    {
        foreach (var one in new[] { session.Principal, session.Agent, session.Judge })
        {
            (await one.Get(session.Room)).Readable.Contains(Said, StringComparison.Ordinal).ShouldBe(told);
        }
    }

    static async Task<Document> Text(Session session)
    {
        await using var db = session.Court.Get<Reads>().Open();
        return await db.Set<Document>().SingleAsync(one => one.RoomId == session.RoomId && one.Kind == "power-of-attorney" && one.SupersededAt == null);
    }
}

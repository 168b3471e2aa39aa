using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Tests.Documents;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>
/// Where and until when: what was typed on the application gives way to what is said in the meeting (V-5, RF-06, W-7.1 no. 7 and 10).
/// </summary>
[Trait("kind", "court")]
public sealed class PlaceAndTermTests
{
    static DateOnly Today => TimeProvider.System.Today();

    [Theory, DatabaseData]
    public async Task V_5_The_judge_corrects_the_place_and_the_term_and_the_text_is_read_again(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("powers");
        (await session.Judge.Get(session.Room)).Text.ShouldContain("name=\"place\"");
        await Refused(session, "PLACE_MISSING", ("place", " "));
        await Refused(session, "TEXT_UNREADABLE", ("place", "上海\u202e"));
        await Refused(session, "TERM_END_INVALID", ("term-end", "soon"));
        await Refused(session, "TERM_END_PAST", ("term-end", BeijingTime.IsoDate(Today.AddDays(-1))));
        await Refused(session, "ENFORCEMENT_STAGE_MISSING", ("powers", "S9"));
        var last = Today.AddDays(90);
        var change = await session.Judge.Post($"{session.Room}/powers", ("powers", "S4"), ("powers", "S9"), ("place", "上海市虚构路"),
            ("term-end", BeijingTime.IsoDate(last)), ("stages", "first-instance"), ("stages", "enforcement"));
        change.Refusal.ShouldBeNull(change.Text);
        await session.Read(session.Principal);
        await session.Ask(session.Principal);
        await session.SignAll();
        await session.Record();

        var text = await Printed(session, "power-of-attorney");
        text.ShouldContain("在上海市虚构路签署");
        text.ShouldContain(PrintedPage.Squeeze($"至{BeijingTime.Chinese(last)}止"));
        text.ShouldContain("第一审程序、执行程序");
        text.ShouldContain("+862081234567");
        text.ShouldContain(PrintedPage.Squeeze(Witnessing.Scene.ServiceAddress));
        var record = await Printed(session, "record");
        record.Split("对Q2的回答").Length.ShouldBe(3, "The answer stands among the answers and as the whereabouts.");
        record.ShouldNotContain("香港九龙", customMessage: "The application is not where the principal said to be.");
        await session.Close();
        await scene.Approve();
        await using var db = session.Court.Get<Reads>().Open();
        var agent = await db.Set<CaseAgent>().SingleAsync();
        (agent.UntilAt, agent.Stages, agent.Powers.ToString()).ShouldBe((BeijingTime.EndOf(last).ToUniversalTime(), "FirstInstance Enforcement", "G1 G2 G3 G4 G5 S4 S9"));
        (await db.Set<DossierItem>().SingleAsync(item => item.Code == "A3.5")).Title.ShouldBe("见证确认书");
    }

    static async Task Refused(Session session, string code, params (string Name, string Value)[] wished) =>
        (await session.Judge.Post($"{session.Room}/powers", wished)).Refusal.ShouldBe(code);

    static async Task<string> Printed(Session session, string kind)
    {
        await using var db = session.Court.Get<Reads>().Open();
        var document = await db.Set<Document>().SingleAsync(one => one.RoomId == session.RoomId && one.Kind == kind && one.SupersededAt == null);
        return await PrintedPage.Text(await session.Agent.Http.GetByteArrayAsync($"{session.Room}/documents/{document.Id:D}"));
    }
}

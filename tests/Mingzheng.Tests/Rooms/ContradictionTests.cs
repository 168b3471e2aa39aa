using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Tests.Documents;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>An answer that says otherwise than the power of attorney leads to another text, never to a signature (RF-06, invariant 3).</summary>
[Trait("kind", "court")]
public sealed class ContradictionTests
{
    [Theory, DatabaseData]
    public async Task RF_06_Who_wants_no_service_on_the_lawyer_does_not_sign_a_text_that_grants_it(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("questions");
        await session.Ask(session.Principal, until: "Q-12");
        await session.Say(session.Principal, false);

        await ShouldContradict(session, "代收诉讼文书");
        await Change(session, ("service", "no"));
        (await session.Judge.Get(session.Room)).Text.ShouldNotContain("data-question=\"Q-12\"");
        await session.Ask(session.Principal);
        await session.AskAlone();
        await session.Ask(session.Agent);
        await session.Read(session.Principal);
        await session.Sign(session.Principal);
        await session.Read(session.Agent);
        await session.Sign(session.Agent);
        await ReadAndSign(session);
        await session.Record();
        await session.Close();
        await scene.Approve();

        await using var db = session.Court.Get<Reads>().Open();
        var agent = await db.Set<CaseAgent>().SingleAsync();
        agent.MayReceiveService.ShouldBeFalse();
        agent.Powers.ToString().ShouldBe("G1 G2 G3 G4 S4 S7");
        var page = (await session.Principal.Get($"/cases/{agent.CaseId:D}")).Readable;
        page.ShouldContain("G4");
        page.ShouldNotContain("G5");
        var certificate = await db.Set<Document>().SingleAsync(one => one.RoomId == session.RoomId && one.Kind == "certificate");
        (await PrintedPage.Text(await session.Principal.Http.GetByteArrayAsync($"{scene.Address}/documents/{certificate.Id:D}")))
            .ShouldContain(PrintedPage.Squeeze("代收诉讼文书 否"));
    }

    [Fact]
    public async Task RF_06_What_the_judge_finds_missing_in_the_text_is_written_into_a_new_one()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var session = scene.Session;
        await session.RunUntil("powers");
        var before = await Text(session);
        await session.Say(session.Judge, false);

        await ShouldContradict(session, "不得代为承认的事实");
        await Change(session, ("service", "no"), ("excluded", "借款的数额"));
        // The answer of before says otherwise than the new text and is asked for again, before anything is read.
        (await session.Principal.Get(session.Room)).Text.ShouldContain("data-question=\"Q-12\"");
        await session.Say(session.Principal, false);
        await ReadAndSign(session);

        var after = await Text(session);
        after.Version.ShouldBe(before.Version + 1);
        var printed = await PrintedPage.Text(await session.Principal.Http.GetByteArrayAsync($"{session.Room}/documents/{after.Id:D}"));
        printed.ShouldContain(PrintedPage.Squeeze("借款的数额"));
    }

    static async Task ReadAndSign(Session session)
    {
        await session.Read(session.Principal);
        await session.Ask(session.Principal);
        await session.SignAll();
    }

    /// <summary>The judge sees it beside the tool, and a device that asks to sign all the same is refused with what the answer was about.</summary>
    static async Task ShouldContradict(Session session, string about)
    {
        (await session.Judge.Get(session.Room)).Readable.ShouldContain($"回答与授权委托书不一致：{about}");
        await session.Media.Beat($"{session.RoomId:D}");
        var document = await Text(session);
        using var device = new SigningDevice(session.Principal);
        await session.Principal.Get(session.Room);
        var refused = await device.Begin(new SigningOffer($"{session.Room}/documents/{document.Id:D}/signing-key", "", [], document.Sha256));
        refused.Refusal.ShouldBe("ANSWER_CONTRADICTS_TEXT");
        refused.Readable.ShouldContain(about);
    }

    static async Task Change(Session session, params (string Name, string Value)[] wished)
    {
        var change = await session.Judge.Post($"{session.Room}/powers", [("powers", "S4"), ("powers", "S7"), .. wished]);
        change.Refusal.ShouldBeNull(change.Text);
    }

    static async Task<Document> Text(Session session)
    {
        await using var db = session.Court.Get<Reads>().Open();
        return await db.Set<Document>().SingleAsync(one => one.RoomId == session.RoomId && one.Kind == "power-of-attorney" && one.SupersededAt == null);
    }
}

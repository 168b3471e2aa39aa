using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Signing;
using Mingzheng.Tests.Documents;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>The record says what happened and nothing else, and whoever finds it wrong is heard in it (CPL 150, witnessing rules 12).</summary>
[Trait("kind", "court")]
public sealed class CorrectionTests
{
    const string Wish = "第五问中，我说的是“二〇二五年借款”，笔录漏记年份。";

    [Theory, DatabaseData]
    public async Task CPL_150_A_request_stands_word_for_word_in_a_new_record_that_all_sign(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("record");
        (await Ask(session, session.Principal, Wish)).Refusal.ShouldBe("RECORD_NOT_DRAFTED");
        await session.DraftRecord();
        var first = await Live(session);
        (await Printed(session, first)).ShouldNotContain(PrintedPage.Squeeze("后申请补正"));
        await session.Sign(session.Principal);
        (await Ask(session, session.Agent, " ")).Refusal.ShouldBe("CORRECTION_EMPTY_OR_LONG");

        // A plain form on the page of everybody, also of those who have signed.
        var answer = await session.Principal.Submit(await session.Principal.Get(session.Room), $"{session.Room}/record/corrections", ("text", Wish));
        answer.Refusal.ShouldBeNull(answer.Text);
        await AllAreTold(session);
        (await Ask(session, session.Principal, $" {Wish} ")).Refusal.ShouldBe("CORRECTION_STANDS", "A second press asks for nothing else.");

        var second = await Live(session);
        second.Version.ShouldBe(2);
        var printed = await Printed(session, second);
        printed.ShouldContain(PrintedPage.Squeeze(Wish));
        printed.ShouldContain(PrintedPage.Squeeze("陳大文核对笔录第1版后申请补正"));
        printed.ShouldContain(PrintedPage.Squeeze("除本笔录载明的补正申请所涉内容外，记录无误"), Case.Sensitive, "Nobody confirms what somebody contests.");
        await OldSignatureIsVoid(session, first);
        await session.SignAll();
        (await Ask(session, session.Agent, Wish)).Refusal.ShouldBe("STEP_ALREADY_DONE");
        await session.Close();
        await scene.Approve();
    }

    [Fact]
    public async Task The_record_prints_answers_that_were_replaced_and_who_was_asked_outside_and_no_objection_that_nobody_was_asked_for()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var session = scene.Session;
        await session.RunUntil("powers");
        await session.Ask(session.Principal, until: "Q-10:S4");
        await session.Say(session.Principal, false);
        await session.Ask(session.Principal);
        using (var device = new SigningDevice(session.Principal))
        {
            await session.Media.Beat($"{session.RoomId:D}");
            (await device.Begin(SigningDevice.Offer(await session.Principal.Get(session.Room)))).Refusal.ShouldBeNull();
        }

        await session.SignAll();
        await session.DraftRecord();

        var printed = await Printed(session, await Live(session));
        printed.ShouldContain(PrintedPage.Squeeze("不同意"));
        printed.ShouldContain(PrintedPage.Squeeze("已被取代"));
        printed.ShouldContain(PrintedPage.Squeeze("法官请李示例暂时离场。"));
        printed.ShouldContain(PrintedPage.Squeeze("李示例的声音、图像已双向切断。"));
        printed.ShouldContain(PrintedPage.Squeeze("法官请李示例回到见证室。"));
        printed.ShouldContain(PrintedPage.Squeeze("陳大文对授权委托书第1版尚未完成的签名作废：签名人重新开始签名。"));
        printed.ShouldNotContain(PrintedPage.Squeeze("没有提出异议"));
    }

    static async Task AllAreTold(Session session)
    {
        foreach (var one in new[] { session.Principal, session.Agent, session.Judge })
        {
            var page = (await one.Get(session.Room)).Readable;
            page.ShouldContain("见证笔录已经补正，现为第 2 版");
            page.ShouldContain($"陳大文 核对第 1 版后申请补正：{Wish}");
        }
    }

    static Task<Page> Ask(Session session, Visitor visitor, string text) =>
        visitor.Post($"{session.Room}/record/corrections", ("text", text));

    static async Task OldSignatureIsVoid(Session session, Document first)
    {
        await using var db = session.Court.Get<Reads>().Open();
        (await db.Set<Document>().SingleAsync(one => one.Id == first.Id)).SupersededAt.ShouldNotBeNull();
        var signature = await db.Set<Ceremony>().SingleAsync(one => one.DocumentId == first.Id);
        signature.CompletedAt.ShouldNotBeNull();
        signature.VoidWhy.ShouldBe("record-corrected");
    }

    static async Task<string> Printed(Session session, Document record) =>
        await PrintedPage.Text(await session.Agent.Http.GetByteArrayAsync($"{session.Room}/documents/{record.Id:D}"));

    static async Task<Document> Live(Session session)
    {
        await using var db = session.Court.Get<Reads>().Open();
        return await db.Set<Document>().SingleAsync(one => one.RoomId == session.RoomId && one.Kind == "record" && one.SupersededAt == null);
    }
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Rooms;
using Mingzheng.Tests.Documents;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>The record that the agent signs and opens says that the principal was asked alone, and not what was answered (AW-27).</summary>
[Trait("kind", "court")]
public sealed class RecordTests
{
    static readonly string[] Alone = ["Q-3", "Q-6", "Q-8", "Q-9"];

    [Fact]
    public async Task What_was_answered_alone_is_for_the_judge_and_not_in_the_record()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var session = scene.Session;
        await session.RunUntil("");
        var address = $"/authorizations/{scene.Authorization:D}";
        await using var db = session.Court.Get<Reads>().Open();
        var record = await db.Set<Document>().SingleAsync(one => one.RoomId == session.RoomId && one.Kind == "record");
        var answers = await db.Set<RoomAnswer>().Where(one => one.RoomId == session.RoomId && one.Private).ToListAsync();

        var printed = await PrintedPage.Text(await session.Agent.Http.GetByteArrayAsync($"{address}/documents/{record.Id:D}"));
        var judge = await Shown(session.Judge, address);
        var others = await Shown(session.Agent, address) + await Shown(session.Principal, address);

        printed.ShouldContain(PrintedPage.Squeeze("对Q-1的回答"));
        answers.Select(answer => answer.Question).Order().ShouldBe(Alone);
        foreach (var answer in answers)
        {
            var words = $"对{answer.Question}的回答";
            printed.ShouldNotContain(PrintedPage.Squeeze(words));
            printed.ShouldContain(answer.Sha256);
            judge.ShouldContain(words);
            others.ShouldNotContain(words);
        }
    }

    static async Task<string> Shown(Visitor visitor, string address) =>
        WebUtility.HtmlDecode((await visitor.Get(address)).Text) + WebUtility.HtmlDecode((await visitor.Get($"{address}/panel")).Text);
}

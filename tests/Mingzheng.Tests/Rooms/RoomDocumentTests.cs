using System.Net;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Development;
using Mingzheng.Documents;
using Mingzheng.Tests.Documents;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>
/// Attack: the stream of a room names its documents; whoever waits at the door takes an id from it and asks for the other side's commitment,
/// in which number, address and phone stand in full (witnessing rules 24).
/// </summary>
[Trait("kind", "court")]
public sealed class RoomDocumentTests
{
    [Theory, DatabaseData]
    public async Task A_document_is_handed_to_who_was_let_in_and_reads_or_signs_it(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("roll-call");
        (await Seen(session, session.Principal)).ShouldBeEmpty("nobody was let in");
        (await Seen(session, session.Agent)).ShouldBeEmpty("nobody was let in");

        await session.Admit();

        (await Seen(session, session.Principal)).ShouldBe(["power-of-attorney", "principal-commitment"]);
        (await Seen(session, session.Agent)).ShouldBe(["agent-commitment", "power-of-attorney"]);
        (await Seen(session, session.Judge)).ShouldBe(["agent-commitment", "power-of-attorney", "principal-commitment"]);
    }

    [Theory, DatabaseData]
    public async Task After_the_meeting_a_party_opens_what_that_party_read_or_signed(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("");

        (await Seen(session, session.Principal, scene.Address)).ShouldBe(["power-of-attorney", "principal-commitment", "record"]);
        (await Seen(session, session.Agent, scene.Address)).ShouldBe(["agent-commitment", "power-of-attorney", "record"]);
        (await Seen(session, session.Judge, scene.Address)).ShouldBe(["agent-commitment", "power-of-attorney", "principal-commitment", "record"]);
    }

    /// <summary>Witnessing rules 7.1, from an application that a person filled in to the paper that is read aloud and signed.</summary>
    [Theory, DatabaseData]
    public async Task W_7_1_The_power_of_attorney_names_all_that_it_has_to_name(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("roll-call");
        await session.Admit();
        await using var db = session.Court.Get<Reads>().Open();
        var id = (await db.Set<Document>().SingleAsync(one => one.RoomId == session.RoomId && one.Kind == "power-of-attorney" && one.SupersededAt == null)).Id;

        var text = await PrintedPage.Text(await session.Principal.Http.GetByteArrayAsync($"{session.Room}/documents/{id:D}"));

        foreach (var fact in new[]
        {
            DemoPeople.CourtName, DemoPeople.CaseNumber, DemoPeople.Cause, DemoPeople.OpposingCompany,
            DemoPeople.Principal.Name, "CHAN, Tai Man", "性别男", "出生日期1984年5月17日", "中国香港", DemoPeople.Principal.DocumentNumber,
            "香港虚构道1号示范大厦2楼", DemoPeople.Principal.Phone, DemoPeople.Lawyer.Name, DemoPeople.Firm, DemoPeople.Lawyer.Licence!, "第一审",
            "转委托", "香港九龙",
        })
        {
            text.ShouldContain(PrintedPage.Squeeze(fact));
        }
    }

    static async Task<IReadOnlyList<string>> Seen(Session session, Visitor visitor, string? under = null)
    {
        await using var db = session.Court.Get<Reads>().Open();
        var seen = new List<string>();
        foreach (var document in await db.Set<Document>().Where(one => one.RoomId == session.RoomId && one.SupersededAt == null).ToListAsync())
        {
            using var answer = await visitor.Http.GetAsync($"{under ?? session.Room}/documents/{document.Id:D}");
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
            seen.AddRange(answer.IsSuccessStatusCode ? [document.Kind] : []);
        }

        return [.. seen.Order(StringComparer.Ordinal)];
    }
}

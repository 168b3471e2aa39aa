using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Identity;
using Mingzheng.Rooms;
using Mingzheng.Tests.Documents;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>The judge confirms the paper of the check that was made in this room, and the confirmation says which (AW-R8, P-1).</summary>
[Trait("kind", "court")]
public sealed class PaperTests
{
    /// <summary>Attack: between the match in the room and the judge's look, another paper is proved on the page of one's own account.</summary>
    [Theory, DatabaseData]
    public async Task AW_R8_What_is_proved_elsewhere_does_not_come_before_the_judge(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("identity");
        await session.ShowFace(session.Principal);
        await Witnessing.Scene.ProveIdentity(session.Principal, "mainland-resident-id", "440106198001010019", "李示例");

        var page = (await session.Judge.Get(session.Room)).Readable;
        page.ShouldContain("A123456(3)");
        page.ShouldNotContain("440106198001010019");
    }

    [Theory, DatabaseData]
    public async Task AW_R8_A_paper_is_confirmed_of_the_check_that_was_shown(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("identity");
        await session.ShowFace(session.Principal);
        var shown = await session.Judge.Get(session.Room);
        var address = Session.Forms(shown, $"{session.Room}/papers/").Single();
        await session.ShowFace(session.Principal);
        await session.Media.Beat($"{session.RoomId:D}");
        (await session.Judge.Submit(shown, address)).Refusal.ShouldBe("IDENTITY_RENEWED");
        (await session.Judge.Post(address)).Refusal.ShouldBe("IDENTITY_RENEWED");

        (await session.Press(session.Judge, address)).Refusal.ShouldBeNull();

        var newest = (await Checks(session)).MaxBy(check => check.At)!;
        var confirmed = (await session.Court.EntriesOf($"room:{session.RoomId:D}")).Single(entry => entry.Kind == "room.paper-confirmed");
        ((string)confirmed.Body["identity"]!).ShouldBe($"{newest.Id:D}");
        ((string)confirmed.Body["participant"]!).ShouldBe(address[(address.LastIndexOf('/') + 1)..]);
    }

    /// <summary>A comparison that was under way when the judge confirmed the paper, and is answered afterwards, is not what the judge saw.</summary>
    [Theory, DatabaseData]
    public async Task AW_R8_A_check_that_is_answered_after_the_confirmation_does_not_take_its_place(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("notice");
        var confirmed = (await Checks(session)).Single();
        await session.Court.Plant(db =>
        {
            db.Add(Copy(session, confirmed, TimeProvider.System.GetUtcNow(), "Overtaken"));
            return Task.CompletedTask;
        });

        (await session.Court.Get<RoomDesk>().Look(session.RoomId)).IdentificationOf(RoomRole.Principal).ShouldBe(confirmed.Id);
    }

    /// <summary>Rows come in no order that anything may rest on: here the older check is the one that was written last.</summary>
    [Fact]
    public async Task The_record_names_the_check_on_which_the_room_rests()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var session = scene.Session;
        await session.RunUntil("record");
        var counted = (await Checks(session)).Single();
        await session.Court.Plant(db =>
        {
            db.Add(Copy(session, counted, counted.At - TimeSpan.FromMilliseconds(1), "NotThisOne"));
            return Task.CompletedTask;
        });
        await session.DraftRecord();

        await using var db = session.Court.Get<Reads>().Open();
        var record = await db.Set<Mingzheng.Documents.Document>().SingleAsync(one => one.RoomId == session.RoomId && one.Kind == "record");
        var printed = await PrintedPage.Text(await session.Agent.Http.GetByteArrayAsync($"{session.Room}/documents/{record.Id:D}"));
        printed.ShouldContain(PrintedPage.Squeeze(counted.ProviderTransaction!));
        printed.ShouldNotContain("NotThisOne");
    }

    static IdentityCheck Copy(Session session, IdentityCheck of, DateTimeOffset at, string transaction) => new()
    {
        Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), AccountId = of.AccountId, RoomId = session.RoomId, DocumentType = of.DocumentType,
        DocumentNumber = of.DocumentNumber, DocumentHash = of.DocumentHash, Name = of.Name, Provider = of.Provider,
        TransactionId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), ProviderTransaction = transaction, Result = IdentityResult.Match,
        Level = IdentityLevel.L3, At = at,
    };

    /// <summary>Those of the principal in this room.</summary>
    static async Task<List<IdentityCheck>> Checks(Session session)
    {
        await using var db = session.Court.Get<Reads>().Open();
        var account = session.Court.AccountOf("HKP");
        return await db.Set<IdentityCheck>().Where(one => one.RoomId == session.RoomId && one.AccountId == account).ToListAsync();
    }
}

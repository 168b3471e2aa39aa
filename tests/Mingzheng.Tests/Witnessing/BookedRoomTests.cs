using System.Net;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>The whole way from the application to a room that stands ready (AW-01, AW-02, AW-21).</summary>
[Trait("kind", "court")]
public sealed class BookedRoomTests
{
    [Theory, DatabaseData]
    public async Task An_application_leads_to_a_room_with_the_three_of_them(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var scene = await Scene.Booked(court);

        var row = await scene.Row(scene.Authorization);
        row.State.ShouldBe(AuthorizationState.Scheduled);
        row.Urgent.ShouldBeTrue();
        (await scene.Journal(row.Stream)).ShouldBe(
        [
            "witnessing.submitted", "witnessing.agent-joined", "witnessing.material-given", "witnessing.material-given",
            "witnessing.material-given", "witnessing.accepted", "witnessing.booked",
        ]);
        (await scene.Journal($"room:{scene.Room:D}")).ShouldBe(["room.scheduled"]);

        await using var db = court.Get<Reads>().Open();
        var people = await db.Set<RoomParticipant>().Where(one => one.RoomId == scene.Room).OrderBy(one => one.Id).ToListAsync();
        var key = court.Get<DataKeys>().Of($"case:{row.CaseId:D}");
        people.ToDictionary(one => one.Role, one => one.NameUnder(key)).ShouldBe(
            new Dictionary<RoomRole, string> { [RoomRole.Principal] = "陳大文", [RoomRole.Agent] = "李示例", [RoomRole.Judge] = "郑明示" },
            ignoreOrder: true);
        foreach (var visitor in new[] { scene.Principal, scene.Agent, scene.Judge })
        {
            (await visitor.Get(scene.Address)).Text.ShouldContain($"/rooms/{scene.Room:D}");
            (await visitor.Get($"/rooms/{scene.Room:D}")).Status.ShouldBe(HttpStatusCode.OK);
        }
    }
}

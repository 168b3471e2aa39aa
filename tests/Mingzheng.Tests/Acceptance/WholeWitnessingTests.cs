using System.Net;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Development;
using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Sandboxes;
using Mingzheng.Tests.Verification;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Acceptance;

/// <summary>The acceptance scenarios that reach from the application to the case and to whoever checks; over HTTP, on both databases.</summary>
[Trait("kind", "court")]
public sealed class WholeWitnessingTests
{
    [Theory, DatabaseData]
    public async Task ACC_AW_01_Happy_path_of_a_Hong_Kong_resident(DatabaseKind kind)
    {
        var scene = await Rooms.Scene.Booked(kind);
        var traces = new Hostile.Traces(scene.Session.Court, Faces.Mark);
        await using var session = await FinishedSession.Finish(scene);

        await using (var db = session.Court.Get<Reads>().Open())
        {
            var agent = await db.Set<CaseAgent>().SingleAsync();
            agent.Powers.ToString().ShouldBe("G1 G2 G3 G4 G5 S4 S7");
            agent.PowerOfAttorneySha256.ShouldBe((await session.Document("power-of-attorney")).Sha256);
            (await db.Set<DossierItem>().OrderBy(item => item.Serial).Select(item => item.Code).ToListAsync())
                .ShouldBe(["A3.1", "A3.3", "A3.4", "A3.4", "A3.5", "A3.6"]);
            var room = await db.Set<Room>().SingleAsync(one => one.Id == session.Room);
            (room.ClosedAt - room.OpenedAt).ShouldNotBeNull("How long the session lasted is stored.").ShouldBeGreaterThan(TimeSpan.Zero);
        }

        (await session.Stranger.Get($"/verify?code={await session.Code()}")).Readable.ShouldContain(DemoPeople.CaseNumber);
        var (code, report) = await VerifierProgram.RunAgainstTheCourt(session);
        code.ShouldBe(0, report.ToJsonString());
        (await traces.Find()).ShouldBeEmpty("No face is kept anywhere.");
        (await session.Court.DatabaseHolds(DemoPeople.Principal.Name)).ShouldBeFalse("No table names the principal in clear, certificates among them.");
        (await session.Court.DatabaseHolds(DemoPeople.CourtName)).ShouldBeTrue("The search finds what is there.");
    }

    [Theory, DatabaseData]
    public async Task ACC_AW_04_Full_agency_gives_no_special_power(DatabaseKind kind)
    {
        await using var scene = await Rooms.Scene.Booked(kind, court => BookedByText(court, "兹委托李示例律师全权代理本案。"));
        await scene.Session.RunUntil("");
        await scene.Approve();

        var court = scene.Session.Court;
        await using var db = court.Get<Reads>().Open();
        (await db.Set<CaseAgent>().SingleAsync()).Powers.ToString().ShouldBe("G1 G2 G3 G4 G5");
        var address = $"/cases/{(await db.Set<CaseAgent>().SingleAsync()).CaseId:D}";
        using var lawyer = await court.SignIn("LAW", "en");
        var page = await lawyer.Get(address);
        page.Readable.ShouldContain("special authority S4 missing");
        Should.Throw<InvalidOperationException>(() => page.Form($"{address}/settlements"), "The button leads nowhere.");
        var answer = await lawyer.Post($"{address}/settlements", ("statement", "Agreed."));
        (answer.Status, answer.Refusal).ShouldBe((HttpStatusCode.Forbidden, "POWER_MISSING"));
    }

    /// <summary>The principal lets an older text be read, is warned, and sends what the page then says.</summary>
    static async Task<Witnessing.Scene> BookedByText(CourtHost court, string text)
    {
        var people = await Witnessing.Scene.SignedIn(court);
        var warned = await people.Principal.Submit(
            await people.Principal.Get(Witnessing.Scene.ApplicationForm), Witnessing.Scene.ApplicationForm,
            [.. Witnessing.Scene.Application("S4"), ("existing", text), ("do", "read-existing")]);
        warned.Readable.ShouldContain("不产生任何特别授权");
        await people.Send(warned);
        var submitted = (await court.EntriesOf($"authorization:{people.Authorization:D}"))[0].Body;
        ((bool)submitted["warned"]!).ShouldBeTrue();
        ((string)submitted["wishedText"]!).Length.ShouldBe(64);
        await people.Join();
        await people.GiveAllPapers();
        await people.Accept(urgent: true);
        await people.Book("now");
        return people;
    }
}

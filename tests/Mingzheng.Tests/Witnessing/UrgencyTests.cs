using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>A matter turns out to be urgent after it was accepted (AW-01, witnessing rules 18): nobody has to wait for want of a tick.</summary>
[Trait("kind", "court")]
public sealed class UrgencyTests
{
    [Theory, DatabaseData]
    public async Task The_judge_lets_a_meeting_be_held_today_before_and_after_it_has_a_time(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var scene = await Scene.Accepted(court, urgent: false);
        var (booking, time, urgency) = ($"{scene.Address}/booking", $"{scene.Address}/booking/time", $"{scene.Address}/urgency");
        (await scene.Principal.Get(booking)).Text.ShouldNotContain(urgency, customMessage: "it is not theirs to say");
        (await scene.Principal.Post(booking, ("start", "now"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await scene.Book(FirstOf(await scene.Principal.Get(booking)));

        // What the judge has just done stands on the page before it has its place in the log.
        await court.Services.GetServices<IHostedService>().OfType<Sequencer>().Single().StopAsync(CancellationToken.None);
        var page = await scene.Judge.Submit(await scene.Judge.Get(time), urgency);

        page.Path.ShouldBe(time);
        page.Text.ShouldNotContain(urgency, customMessage: "once is enough");
        page.Readable.ShouldContain("立即见证");
        (await scene.Judge.Post(urgency)).Status.ShouldBe(HttpStatusCode.OK, "a second press changes nothing");
        (await scene.Journal($"authorization:{scene.Authorization:D}")).Count(kind => kind == "witnessing.urgent").ShouldBe(1);
        (await scene.Judge.Get(scene.Address)).Readable.ShouldContain("紧急办理");
        (await scene.Principal.Submit(await scene.Principal.Get(time), time, ("start", "now"))).Path.ShouldBe(scene.Address);
    }

    [Fact]
    public async Task Nothing_is_urgent_before_it_is_accepted_or_when_the_meeting_has_begun()
    {
        await using var scene = await Rooms.Scene.Booked(DatabaseKind.Sqlite);
        await scene.Session.RunUntil("roll-call");
        await scene.Session.Judge.Get("/desk");

        (await scene.Session.Judge.Post($"{scene.Address}/urgency")).Refusal.ShouldBe("MEETING_BEGUN");
    }

    static string FirstOf(Page page) => page.Text.Split("name=\"start\" value=\"")[1].Split('"')[0];
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Calendar;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing.Scheduling;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>Another time for a meeting, and reminders of it (AW-01, witnessing rules 18).</summary>
[Trait("kind", "court")]
public sealed class MovingTests
{
    [Theory, DatabaseData]
    public async Task A_meeting_moves_with_its_room_and_gives_the_old_time_back(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var scene = await Scene.Accepted(court, urgent: false);
        await scene.Book(Offers(await scene.Principal.Get($"{scene.Address}/booking"))[0]);
        var time = $"{scene.Address}/booking/time";
        (await scene.Principal.Get(scene.Address)).Text.ShouldContain($"href=\"{time}\"");
        var page = await scene.Principal.Get(time);
        var (old, chosen) = (await Start(court), Offers(page)[0]);

        (await scene.Principal.Submit(page, time, ("start", chosen))).Path.ShouldBe(scene.Address);

        $"{(await Start(court)).ToMicroseconds()}".ShouldBe(chosen);
        await using var db = court.Get<Reads>().Open();
        (await db.Set<Mingzheng.Rooms.Room>().SingleAsync()).StartsAt.ToMicroseconds().ShouldBe(long.Parse(chosen));
        Offers(await scene.Principal.Get(time)).ShouldContain($"{old.ToMicroseconds()}", "The old time is free again.");
        (await scene.Journal($"authorization:{scene.Authorization:D}")).ShouldContain("witnessing.moved");
    }

    [Theory, DatabaseData]
    public async Task A_party_moves_a_meeting_twice_and_the_judge_when_it_must_be(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var scene = await Scene.Accepted(court, urgent: false);
        await scene.Book(Offers(await scene.Principal.Get($"{scene.Address}/booking"))[0]);
        var time = $"{scene.Address}/booking/time";
        for (var move = 0; move < MoveMeeting.MostPerPerson; move++)
        {
            (await Move(scene.Principal, time)).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await Move(scene.Principal, time)).Refusal.ShouldBe("MOVED_TOO_OFTEN");
        (await Move(scene.Agent, time)).Status.ShouldBe(HttpStatusCode.OK);
        (await Move(scene.Judge, time)).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Nobody came on the last day that was offered at first, and nobody looked for a month.</summary>
    [Theory, DatabaseData]
    public async Task W_18_A_meeting_that_was_missed_is_moved_however_late(DatabaseKind database)
    {
        var clock = new FakeClock(BeijingTime.Instant(new DateOnly(2026, 4, 8), new TimeOnly(10, 20)));
        await using var court = await CourtHost.Start(database, clock);
        using var scene = await Scene.Accepted(court, urgent: false);
        await scene.Book(Offers(await scene.Principal.Get($"{scene.Address}/booking"))[^1]);
        clock.Advance(TimeSpan.FromDays(30));
        using var principal = await court.SignIn("HKP");
        var time = $"{scene.Address}/booking/time";
        var page = await principal.Get(time);

        (await principal.Submit(page, time, ("start", Offers(page)[0]))).Path.ShouldBe(scene.Address);

        (await Start(court)).ShouldBeGreaterThan(clock.GetUtcNow());
    }

    /// <summary>Nobody chose a time in the week after the acceptance.</summary>
    [Theory, DatabaseData]
    public async Task W_18_A_matter_that_nobody_booked_for_a_month_is_booked(DatabaseKind database)
    {
        var clock = new FakeClock(BeijingTime.Instant(new DateOnly(2026, 4, 8), new TimeOnly(10, 20)));
        await using var court = await CourtHost.Start(database, clock);
        using var scene = await Scene.Accepted(court, urgent: false);
        clock.Advance(TimeSpan.FromDays(30));
        using var agent = await court.SignIn("LAW");
        var booking = $"{scene.Address}/booking";
        var page = await agent.Get(booking);

        (await agent.Submit(page, booking, ("start", Offers(page)[0]))).Path.ShouldBe(scene.Address);
    }

    [Fact]
    public async Task A_meeting_that_has_begun_is_not_moved()
    {
        await using var court = await CourtHost.Start();
        using var scene = await Scene.Booked(court);
        var time = $"{scene.Address}/booking/time";
        var offered = Offers(await scene.Judge.Get(time))[0];
        await court.Get<Writer>().Do(new Command(scene.Judge.NewAct(), "system", "test.open"), async writing =>
            (await writing.Hold<Mingzheng.Rooms.Room>(scene.Room)).Open(writing.Now));

        (await scene.Judge.Post(time, ("start", offered))).Refusal.ShouldBe("MEETING_BEGUN");
        (await scene.Judge.Get(time)).Path.ShouldBe(scene.Address);
    }

    /// <summary>Hours and minutes before a start at 15:00; the time was chosen so many hours before it.</summary>
    [Theory]
    [InlineData(25 * 60, 72, null)]
    [InlineData(24 * 60, 72, 24 * 60)]
    [InlineData(3 * 60, 72, 24 * 60)]
    [InlineData(2 * 60, 72, 2 * 60)]
    [InlineData(10, 72, 10)]
    [InlineData(1, 72, 10)]
    [InlineData(0, 72, null)]
    [InlineData(-5, 72, null)]
    [InlineData(2 * 60, 3, 2 * 60)]
    [InlineData(2 * 60 + 30, 3, null)]
    public void N_5_The_nearest_reminder_is_due_unless_the_time_was_chosen_after_its_moment(int minutesBefore, int chosenHoursBefore, int? due)
    {
        var start = BeijingTime.Instant(new DateOnly(2026, 4, 9), new TimeOnly(15, 0));
        RemindOfMeetings.Due(start, start.AddHours(-chosenHoursBefore), start.AddMinutes(-minutesBefore))
            .ShouldBe(due is { } minutes ? TimeSpan.FromMinutes(minutes) : null);
    }

    [Theory, DatabaseData]
    public async Task N_5_Each_reminder_is_written_once(DatabaseKind database)
    {
        var clock = new FakeClock(BeijingTime.Instant(new DateOnly(2026, 4, 7), new TimeOnly(9, 10)));
        await using var court = await CourtHost.Start(database, clock);
        using var scene = await Scene.Accepted(court, urgent: false);
        await scene.Book($"{BeijingTime.Instant(new DateOnly(2026, 4, 9), new TimeOnly(15, 0)).ToMicroseconds()}");
        var reminders = court.Services.GetServices<IHostedService>().OfType<RemindOfMeetings>().Single();
        foreach (var step in new[] { TimeSpan.Zero, TimeSpan.FromHours(30), TimeSpan.FromMinutes(1), TimeSpan.FromHours(22), TimeSpan.FromMinutes(100) })
        {
            clock.Advance(step);
            await reminders.RemindAll(CancellationToken.None);
        }

        (await court.EntriesOf($"authorization:{scene.Authorization:D}")).Where(entry => entry.Kind == "witnessing.near")
            .Select(entry => entry.Body["minutes"]!.GetValue<int>()).ShouldBe([24 * 60, 2 * 60, 10]);
    }

    static async Task<Page> Move(Visitor visitor, string time)
    {
        var page = await visitor.Get(time);
        return await visitor.Post(time, ("start", Offers(page)[0]));
    }

    static async Task<DateTimeOffset> Start(CourtHost court)
    {
        await using var db = court.Get<Reads>().Open();
        return (await db.Set<Booking>().SingleAsync()).StartsAt;
    }

    static List<string> Offers(Page page) => [.. Regex.Matches(page.Text, "name=\"start\" value=\"([0-9]+)\"").Select(match => match.Groups[1].Value)];
}

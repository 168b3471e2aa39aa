using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Calendar;
using Mingzheng.Journal;
using Mingzheng.Notices;
using Mingzheng.Tests.Hosting;
using Mingzheng.Web;
using Mingzheng.Witnessing.Scheduling;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>Booking a time (AW-01, witnessing rules 18).</summary>
[Trait("kind", "court")]
public sealed class SchedulingTests
{
    /// <summary>Wednesday 8 April 2026, 10:20 in Beijing.</summary>
    static readonly DateTimeOffset Wednesday = new(2026, 4, 8, 2, 20, 0, TimeSpan.Zero);

    static readonly TakenTime[] None = [];
    static readonly WorkingDays Working = WorkingDays.From(new ConfigurationBuilder().Build());

    [Fact]
    public void Times_are_offered_from_the_next_working_day_in_court_hours()
    {
        var offered = Slots.Offer(Wednesday, Wednesday, urgent: false, None, Working);

        offered[0].ShouldBe(BeijingTime.Instant(new DateOnly(2026, 4, 9), new TimeOnly(9, 0)));
        offered.Count.ShouldBe(5 * 13);
        offered.Select(start => BeijingTime.At(start).DayOfWeek).ShouldNotContain(DayOfWeek.Saturday);
        offered.ShouldContain(BeijingTime.Instant(new DateOnly(2026, 4, 9), new TimeOnly(17, 0)));
        offered.ShouldNotContain(BeijingTime.Instant(new DateOnly(2026, 4, 9), new TimeOnly(12, 0)));
    }

    /// <summary>Days after the acceptance: nobody booked in the first week, or the meeting was missed, or a holiday lay in between.</summary>
    [Theory]
    [InlineData(9)]
    [InlineData(30)]
    [InlineData(400)]
    public void W_18_However_long_ago_the_acceptance_was_five_working_days_are_offered(int days)
    {
        var now = Wednesday.AddDays(days);
        var offered = Slots.Offer(Wednesday, now, urgent: false, None, Working);

        offered.ShouldAllBe(start => start > now);
        Days(offered).Count.ShouldBe(Slots.DaysOffered);
        Days(offered)[0].ShouldBeLessThanOrEqualTo(BeijingTime.DateOf(now).AddDays(3));
    }

    [Fact]
    public void W_18_A_day_that_is_over_or_taken_whole_is_not_one_of_the_five()
    {
        var evening = BeijingTime.Instant(new DateOnly(2026, 4, 17), new TimeOnly(17, 1));
        Days(Slots.Offer(Wednesday, evening, urgent: false, None, Working)).Select(day => day.Day).ShouldBe([20, 21, 22, 23, 24]);
        Days(Slots.Offer(Wednesday, evening.AddMinutes(-2), urgent: false, None, Working)).Select(day => day.Day).ShouldBe([17, 20, 21, 22, 23]);
        Days(Slots.Offer(evening, evening, urgent: true, None, Working)).Select(day => day.Day).ShouldBe([17, 20, 21, 22, 23, 24], "now, and five days");
        TakenTime[] week = [new(BeijingTime.Instant(new DateOnly(2026, 4, 9), new TimeOnly(8, 0)), BeijingTime.Instant(new DateOnly(2026, 4, 16), new TimeOnly(8, 0)))];
        Days(Slots.Offer(Wednesday, Wednesday, urgent: false, week, Working)).Select(day => day.Day).ShouldBe([16, 17, 20, 21, 22]);
    }

    /// <summary>Accepted on the last day before the Spring Festival of 2026, a Saturday that was worked: the first time is after it.</summary>
    [Fact]
    public void W_18_No_time_is_offered_on_a_holiday_and_some_are_on_a_weekend_that_is_worked_for_it()
    {
        var thursday = BeijingTime.Instant(new DateOnly(2026, 2, 12), new TimeOnly(16, 0));
        Days(Slots.Offer(thursday, thursday, urgent: false, None, Working)).Select(day => (day.Month, day.Day))
            .ShouldBe([(2, 13), (2, 14), (2, 24), (2, 25), (2, 26)]);
        var saturday = thursday.AddDays(2);
        Days(Slots.Offer(saturday, saturday, urgent: false, None, Working)).Select(day => (day.Month, day.Day))
            .ShouldBe([(2, 24), (2, 25), (2, 26), (2, 27), (2, 28)]);
        Slots.IsStart(BeijingTime.Instant(new DateOnly(2026, 2, 17), new TimeOnly(9, 0)), thursday, thursday, urgent: true, Working).ShouldBeFalse();
        Slots.IsStart(BeijingTime.Instant(new DateOnly(2026, 2, 28), new TimeOnly(9, 0)), thursday, thursday, urgent: true, Working).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-04-08 10:30", false)]
    [InlineData("2026-04-09 09:00", true)]
    [InlineData("2026-04-09 09:10", false)]
    [InlineData("2026-04-09 12:00", false)]
    [InlineData("2026-04-11 09:00", false)]
    [InlineData("2026-06-01 17:00", true)]
    public void A_time_that_was_never_offered_is_told_from_one_that_is_taken(string start, bool isStart) => Slots.IsStart(
        BeijingTime.Instant(DateOnly.Parse(start[..10], System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(start[11..], System.Globalization.CultureInfo.InvariantCulture)),
        Wednesday, Wednesday, urgent: false, Working).ShouldBe(isStart);

    static List<DateOnly> Days(IReadOnlyList<DateTimeOffset> offered) => [.. offered.Select(BeijingTime.DateOf).Distinct()];

    [Fact]
    public void When_it_is_urgent_now_comes_first_and_today_is_open()
    {
        var offered = Slots.Offer(Wednesday, Wednesday, urgent: true, None, Working);

        offered[0].ShouldBe(Wednesday);
        offered[1].ShouldBe(BeijingTime.Instant(new DateOnly(2026, 4, 8), new TimeOnly(10, 30)));
    }

    /// <summary>One judge, one place: a time is offered when the half hour from it runs into nothing; touching is no overlap.</summary>
    [Theory]
    [InlineData("14:00", "14:30", "14:10", false)]
    [InlineData("14:10", "14:40", "14:00", false)]
    [InlineData("14:10", "14:40", "14:30", false)]
    [InlineData("14:10", "14:40", "15:00", true)]
    [InlineData("14:00", "14:30", "14:30", true)]
    [InlineData("14:30", "15:00", "14:00", true)]
    [InlineData("14:00", "14:30", "14:00", false)]
    [InlineData("14:10", "14:12", "14:00", false)]
    [InlineData("13:00", "17:00", "15:00", false)]
    public void Times_that_would_overlap_are_not_free(string from, string to, string start, bool free) =>
        Slots.IsFree(At(start), [new TakenTime(At(from), At(to))]).ShouldBe(free);

    [Fact]
    public void An_urgent_matter_is_offered_now_only_when_the_judge_is_free_for_a_whole_meeting()
    {
        var now = At("14:10");
        Slots.Offer(now, now, urgent: true, [new TakenTime(At("13:30"), At("14:10"))], Working)[0].ShouldBe(now);
        Slots.Offer(now, now, urgent: true, [new TakenTime(At("14:30"), At("15:00"))], Working)[0].ShouldBe(At("15:00"));
        Slots.Offer(now, now, urgent: true, [new TakenTime(At("14:00"), At("14:30"))], Working)[0].ShouldBe(At("14:30"));
        Slots.Offer(now, now, urgent: true, [new TakenTime(now, now + Slots.Length)], Working)[0].ShouldBe(At("15:00"), "14:30 would run into the meeting that began at 14:10");
    }

    static DateTimeOffset At(string clock) => BeijingTime.Instant(new DateOnly(2026, 4, 8), TimeOnly.Parse(clock, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("Asia/Hong_Kong", 1, false)]
    [InlineData("America/Vancouver", 1, false)]
    [InlineData("America/Vancouver", 6, true)]
    [InlineData("Europe/London", 1, true)]
    [InlineData("Europe/London", 6, false)]
    public void Night_is_told_by_the_clock_of_the_declared_zone(string zone, int utcHour, bool night) =>
        OfferedTimes.IsNight(new DateTimeOffset(2026, 4, 9, utcHour, 0, 0, TimeSpan.Zero), CourtTime.Zone(zone)!).ShouldBe(night);

    [Theory, DatabaseData]
    public async Task A_time_earlier_than_allowed_is_refused_and_one_that_is_offered_makes_the_room(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var scene = await Scene.Accepted(court, urgent: false);
        var booking = $"{scene.Address}/booking";
        foreach (var start in new[] { "now", "", "tomorrow", "-1", "9223372036854775807", $"{TimeProvider.System.GetUtcNow().AddHours(1).ToMicroseconds()}" })
        {
            var refused = await scene.Principal.Submit(await scene.Principal.Get(booking), booking, ("start", start));
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, start);
            refused.Text.ShouldContain("href=\"#field-start\"");
        }

        var first = FirstOffer(await scene.Principal.Get(booking));
        await scene.Book(first);

        await using var db = court.Get<Reads>().Open();
        var kept = (await db.Set<Booking>().ToListAsync()).ShouldHaveSingleItem();
        kept.StartsAt.ToMicroseconds().ShouldBe(long.Parse(first));
        kept.JudgeId.ShouldBe(court.AccountOf("JDG"));
        (await scene.Principal.Get(booking)).Path.ShouldBe(scene.Address);
        (await scene.Journal($"authorization:{scene.Authorization:D}")).ShouldContain("act.refused");
    }

    [Theory, DatabaseData]
    public async Task The_same_time_chosen_by_two_at_once_is_given_to_one_and_the_other_gets_fresh_offers(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        using var scene = await Scene.Accepted(court, urgent: false);
        using var second = await Scene.AnotherPrincipal(court, "梁第二");
        var other = await Accepted(scene, second, urgent: false);
        var one = await scene.Principal.Get($"{scene.Address}/booking");
        var two = await second.Get($"/authorizations/{other:D}/booking");
        var start = FirstOffer(one);

        var answers = await Task.WhenAll(
            scene.Principal.Submit(one, $"{scene.Address}/booking", ("start", start)),
            second.Submit(two, $"/authorizations/{other:D}/booking", ("start", start)));

        var lost = answers.Where(answer => answer.Status == HttpStatusCode.Conflict).ShouldHaveSingleItem();
        answers.Where(answer => answer.Status == HttpStatusCode.OK).ShouldHaveSingleItem();
        lost.Readable.ShouldContain("这个时间刚刚被预约");
        FirstOffer(lost).ShouldNotBe(start);
        lost.Text.ShouldNotContain($"value=\"{start}\"");
        await using var db = court.Get<Reads>().Open();
        (await db.Set<Booking>().CountAsync()).ShouldBe(1);
    }

    /// <summary>A judge at 14:10 in one room is not at 14:00, 14:10 or 14:30 in another: not for urgent matters either, and not in a race.</summary>
    [Theory, DatabaseData]
    public async Task Two_urgent_matters_that_want_the_judge_now_get_one_meeting_now_and_one_later(DatabaseKind database)
    {
        var clock = new FakeClock(At("09:10"));
        await using var court = await CourtHost.Start(database, clock);
        using var scene = await Scene.Accepted(court, urgent: true);
        using var second = await Scene.AnotherPrincipal(court, "梁第二");
        var other = await Accepted(scene, second, urgent: true);
        var one = await scene.Principal.Get($"{scene.Address}/booking");
        var two = await second.Get($"/authorizations/{other:D}/booking");

        var answers = await Task.WhenAll(
            scene.Principal.Submit(one, $"{scene.Address}/booking", ("start", "now")),
            second.Submit(two, $"/authorizations/{other:D}/booking", ("start", "now")));

        var lost = answers.Where(answer => answer.Status == HttpStatusCode.Conflict).ShouldHaveSingleItem();
        answers.Where(answer => answer.Status == HttpStatusCode.OK).ShouldHaveSingleItem();
        lost.Readable.ShouldContain("法官在接下来的 30 分钟内另有安排");
        lost.Text.ShouldNotContain("value=\"now\"");
        lost.Text.ShouldContain("id=\"field-start\"");
        // 09:30 would begin before the meeting of 09:10 may be over.
        FirstOffer(lost).ShouldBe($"{At("10:00").ToMicroseconds()}");
        var (loser, path) = (await scene.Row(other)).RoomId is null ? (second, $"/authorizations/{other:D}/booking") : (scene.Principal, $"{scene.Address}/booking");
        var half = At("09:30").ToMicroseconds();
        (await loser.Post(path, ("start", $"{half}"))).Status.ShouldBe(HttpStatusCode.Conflict);
        await using var db = court.Get<Reads>().Open();
        (await db.Set<Booking>().CountAsync()).ShouldBe(1);
    }

    /// <summary>A meeting that is still open takes the judge's time, also after its half hour; one that was closed gives the rest back.</summary>
    [Theory]
    [InlineData(null, null, "14:00", "14:30")]
    [InlineData("13:55", null, "13:55", "14:40")]
    [InlineData("14:00", null, "14:00", "14:40")]
    [InlineData("14:00", "14:10", "14:00", "14:10")]
    [InlineData("14:00", "14:50", "14:00", "14:30")]
    public void W_18_The_time_of_a_meeting_follows_what_became_of_it(string? opened, string? closed, string from, string to) => OfferedTimes.Stretch(
        At("14:00"), At("14:30"), opened is null ? null : At(opened), closed is null ? null : At(closed), At("14:10")).ShouldBe(new TakenTime(At(from), At(to)));

    [Theory, DatabaseData]
    public async Task W_18_A_judge_whose_meeting_takes_longer_than_booked_is_not_given_to_another_matter(DatabaseKind database)
    {
        var clock = new FakeClock(At("09:10"));
        await using var court = await CourtHost.Start(database, clock);
        using var scene = await Scene.Accepted(court, urgent: true);
        using var second = await Scene.AnotherPrincipal(court, "梁第二");
        var booking = $"/authorizations/{await Accepted(scene, second, urgent: true):D}/booking";
        await scene.Book("now");
        await court.Plant(async db => (await db.FindAsync<Mingzheng.Rooms.Room>(scene.Room))!.Open(clock.GetUtcNow()));
        clock.Advance(TimeSpan.FromMinutes(40));

        (await second.Get(booking)).Text.ShouldNotContain("value=\"now\"");
        foreach (var start in new[] { "now", $"{At("10:00").ToMicroseconds()}" })
        {
            (await second.Post(booking, ("start", start))).Status.ShouldBe(HttpStatusCode.Conflict, start);
        }

        await court.Plant(async db => (await db.FindAsync<Mingzheng.Rooms.Room>(scene.Room))!.Close("witnessed", clock.GetUtcNow()));
        (await second.Post(booking, ("start", "now"))).Path.ShouldBe(booking[..^"/booking".Length]);
    }

    /// <summary>The judge is free again when the meeting is closed, not only when its half hour is over.</summary>
    [Fact]
    public async Task A_meeting_closed_early_gives_the_rest_of_its_time_back()
    {
        var clock = new FakeClock(At("09:10"));
        await using var court = await CourtHost.Start(clock: clock);
        using var scene = await Scene.Accepted(court, urgent: true);
        using var second = await Scene.AnotherPrincipal(court, "梁第二");
        var other = $"/authorizations/{await Accepted(scene, second, urgent: true):D}/booking";
        await scene.Book("now");
        clock.Advance(TimeSpan.FromMinutes(5));
        (await second.Get(other)).Text.ShouldNotContain("value=\"now\"");

        await court.Plant(async db =>
        {
            var room = (await db.FindAsync<Mingzheng.Rooms.Room>(scene.Room))!;
            room.Open(clock.GetUtcNow());
            room.Close("witnessed", clock.GetUtcNow());
        });

        (await second.Submit(await second.Get(other), other, ("start", "now"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_act_sent_twice_books_one_room()
    {
        await using var court = await CourtHost.Start();
        using var scene = await Scene.Accepted(court, urgent: true);
        await scene.Judge.Get($"{scene.Address}/booking");
        var act = scene.Judge.NewAct();
        (await scene.Judge.Post($"{scene.Address}/booking", act, ("start", "now"))).Status.ShouldBe(HttpStatusCode.OK);
        (await scene.Judge.Post($"{scene.Address}/booking", act, ("start", "now"))).Status.ShouldBe(HttpStatusCode.OK);

        await using var db = court.Get<Reads>().Open();
        (await db.Set<Mingzheng.Rooms.Room>().CountAsync()).ShouldBe(1);
        (await scene.Agent.Post($"{scene.Address}/booking", act, ("start", "now"))).Refusal.ShouldBe("ACT_REUSED");
    }

    [Fact]
    public async Task N_1_to_N_4_tell_each_person_and_name_neither_case_nor_person()
    {
        await using var court = await CourtHost.Start();
        using var scene = await Scene.Booked(court);
        var rules = court.Services.GetServices<INoticeRule>().ToList();
        var told = new List<(string Kind, Notice Notice)>();
        foreach (var entry in await court.EntriesOf($"authorization:{scene.Authorization:D}"))
        {
            var placed = new PlacedEntry(1, $"authorization:{scene.Authorization:D}", 1, entry.Kind, 1, DateTimeOffset.UnixEpoch, entry.Actor, "", entry.Body);
            foreach (var rule in rules.Where(rule => rule.Kind == entry.Kind))
            {
                told.AddRange((await rule.Of(placed, CancellationToken.None)).Select(notice => (entry.Kind, notice)));
            }
        }

        Whom(told, "witnessing.submitted").ShouldBe([court.AccountOf("HKP"), court.AccountOf("LAW")], ignoreOrder: true);
        Whom(told, "witnessing.accepted").ShouldBe([court.AccountOf("HKP"), court.AccountOf("LAW")], ignoreOrder: true);
        Whom(told, "witnessing.booked").ShouldBe([court.AccountOf("HKP"), court.AccountOf("LAW"), court.AccountOf("JDG")], ignoreOrder: true);
        var reader = new Recipient(new Contact(Channel.Sms, "+85291234567"), Language.English, CourtTime.Zone("America/Vancouver")!);
        foreach (var (_, notice) in told)
        {
            var words = court.Get<WordBook>().In(reader.Language);
            var text = words[$"{notice.Key}.text", notice.Args?.Invoke(reader) ?? []];
            text.ShouldNotContain("粤01");
            text.ShouldNotContain("陳大文");
            text.ShouldNotContain("李示例");
        }

        var booked = told.First(one => one.Kind == "witnessing.booked").Notice.Args!(reader);
        booked[0].ShouldNotBe(booked[1]);
    }

    /// <summary>A second matter that the same judge has accepted.</summary>
    static async Task<Guid> Accepted(Scene scene, Visitor principal, bool urgent)
    {
        var id = await Scene.Apply(principal);
        await Scene.JoinAs(scene.Agent, id);
        await Scene.Upload(principal, id, "identity-paper", "card.png", Scene.Png);
        await Scene.Upload(scene.Agent, id, "licence", "licence.pdf", Scene.Pdf);
        await Scene.Upload(scene.Agent, id, "firm-letter", "letter.pdf", Scene.Pdf);
        var address = $"/authorizations/{id:D}";
        await scene.Judge.Submit(await scene.Judge.Get(address), $"{address}/acceptance", urgent ? [("urgent", "yes")] : []);
        return id;
    }

    static IEnumerable<Guid> Whom(List<(string Kind, Notice Notice)> told, string kind) => told.Where(one => one.Kind == kind).Select(one => one.Notice.Account);

    static string FirstOffer(Page page) =>
        System.Text.RegularExpressions.Regex.Match(page.Text, "name=\"start\" value=\"([0-9]+)\"").Groups[1].Value;
}

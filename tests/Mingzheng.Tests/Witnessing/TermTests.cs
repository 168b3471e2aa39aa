using System.Globalization;
using System.Net;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>W-7.1 no. 7: an authority that is over before it begins is not met for, not read and not approved.</summary>
[Trait("kind", "court")]
public sealed class TermTests
{
    [Theory]
    [InlineData(null, "2026-04-08", false)]
    [InlineData("2026-04-09", "2026-04-08", false)]
    [InlineData("2026-04-08", "2026-04-08", false)]
    [InlineData("2026-04-07", "2026-04-08", true)]
    public void W_7_1_The_last_day_itself_is_a_day_of_the_authority(string? last, string on, bool isOver) =>
        (Term.Objection(last is null ? null : BeijingTime.ParseIsoDate(last), BeijingTime.ParseIsoDate(on))?.Code).ShouldBe(isOver ? "TERM_END_PAST" : null);

    [Theory, DatabaseData]
    public async Task No_time_is_offered_after_the_last_day_and_none_can_be_taken(DatabaseKind database)
    {
        // Wednesday; the last day is Thursday.
        await using var court = await CourtHost.Start(database, new FakeClock(At(8)));
        using var scene = await Scene.SignedIn(court);
        await scene.ApplyWith([.. Scene.Application(), ("term", "date"), ("term-end", "2026-04-09")]);
        await scene.Join();
        await scene.GiveAllPapers();
        await scene.Accept(urgent: false);
        var booking = $"{scene.Address}/booking";

        var offered = Offers(await scene.Principal.Get(booking));
        offered.ShouldNotBeEmpty();
        offered.Select(BeijingTime.DateOf).Distinct().ShouldBe([new DateOnly(2026, 4, 9)]);
        var late = await scene.Principal.Submit(await scene.Principal.Get(booking), booking, ("start", $"{At(10).ToMicroseconds()}"));
        late.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        await Scene.Rewrite(court, scene.Authorization, facts => facts with { TermEnd = new DateOnly(2026, 4, 7) });
        var page = await scene.Principal.Get(booking);
        Offers(page).ShouldBeEmpty();
        page.Readable.ShouldContain("请重新申请并另定截止日期");
        (await scene.Judge.Post(booking, ("start", $"{At(9).ToMicroseconds()}"))).Readable.ShouldContain("委托的截止日期（2026-04-07）已过");
        (await scene.Row(scene.Authorization)).State.ShouldBe(AuthorizationState.Accepted);
    }

    [Theory, DatabaseData]
    public async Task A_matter_whose_last_day_has_passed_is_not_accepted(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database, new FakeClock(At(8)));
        using var scene = await Scene.Joined(court);
        await Scene.Rewrite(court, scene.Authorization, facts => facts with { TermEnd = new DateOnly(2026, 4, 7) });
        await scene.Judge.Get(scene.Address);

        (await scene.Judge.Post($"{scene.Address}/acceptance")).Refusal.ShouldBe("TERM_END_PAST");
    }

    [Theory, DatabaseData]
    public async Task A_meeting_is_not_opened_and_a_result_not_approved_when_the_last_day_has_passed(DatabaseKind database)
    {
        await using var scene = await Rooms.Scene.Booked(database);
        var session = scene.Session;
        await LastDay(-1);
        await session.Judge.Get(session.Room);
        var refused = await session.Judge.Post($"{session.Room}/opening");
        refused.Refusal.ShouldBe("TERM_END_PAST");
        refused.Readable.ShouldContain("请由委托人重新申请");
        await LastDay(0);
        await session.RunUntil("");

        await LastDay(-1);
        (await session.Judge.Get(scene.Address)).Readable.ShouldContain("此项委托不能再生效");
        refused = await session.Judge.Post($"{scene.Address}/approval");
        refused.Refusal.ShouldBe("TERM_END_PAST");
        await LastDay(0);
        await scene.Approve();

        Task LastDay(int fromToday) => Scene.Rewrite(session.Court, scene.Authorization,
            facts => facts with { TermEnd = TimeProvider.System.Today().AddDays(fromToday) });
    }

    static DateTimeOffset At(int day) => BeijingTime.Instant(new DateOnly(2026, 4, day), new TimeOnly(9, 0));

    static List<DateTimeOffset> Offers(Page page) =>
        [.. System.Text.RegularExpressions.Regex.Matches(page.Text, "name=\"start\" value=\"([0-9]+)\"")
            .Select(match => Instants.FromMicroseconds(long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)))];
}

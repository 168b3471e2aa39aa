using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing.Meeting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>From when a meeting is opened, and which texts are its own (AW-01, V-4).</summary>
[Trait("kind", "court")]
public sealed class OpeningTests
{
    static readonly DateTimeOffset Start = new(2025, 9, 17, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, -1801, false)]
    [InlineData(null, -1800, true)]
    [InlineData(null, 0, true)]
    [InlineData(null, 3600, true)]
    [InlineData("00:00:00", -1, false)]
    [InlineData("00:00:00", 0, true)]
    [InlineData("1.00:00:00", -86400, true)]
    public void AW_01_A_meeting_is_opened_from_half_an_hour_before_its_time_on(string? setting, int seconds, bool may) =>
        (OpeningTime.From(Settings(setting)).Objection(Meeting(), Start + TimeSpan.FromSeconds(seconds)) is null).ShouldBe(may);

    [Fact]
    public void A_time_below_zero_is_no_setting() => Should.Throw<InvalidOperationException>(() => OpeningTime.From(Settings("-00:00:01")));

    /// <summary>Texts of another day would be fixed, and the only way out were to stop the meeting.</summary>
    [Theory, DatabaseData]
    public async Task AW_01_Before_its_time_a_meeting_is_neither_opened_nor_offered_to_be(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await StartsIn(session, TimeSpan.FromMinutes(31));
        var page = await session.Judge.Get(session.Room);
        page.Text.ShouldNotContain($"{session.Room}/opening");
        page.Text.ShouldContain("data-look-again=");
        page.Readable.ShouldContain("自下列时间起可以开始");
        page.Text.ShouldContain($"href=\"{scene.Address}\"");

        var refused = await session.Judge.Post($"{session.Room}/opening");

        refused.Refusal.ShouldBe("MEETING_NOT_YET");
        refused.Readable.ShouldContain("请先改约会议时间");
        await using (var db = session.Court.Get<Reads>().Open())
        {
            (await db.Set<Room>().SingleAsync(one => one.Id == session.RoomId)).OpenedAt.ShouldBeNull();
            (await db.Set<Document>().AnyAsync(one => one.RoomId == session.RoomId)).ShouldBeFalse();
        }

        await StartsIn(session, TimeSpan.FromMinutes(29));
        await session.Open();
    }

    /// <summary>Each further arrival would be an entry of the session, and draw every screen anew.</summary>
    [Theory, DatabaseData]
    public async Task An_arrival_is_written_once(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.Open();
        for (var again = 0; again < 3; again++)
        {
            (await session.Agent.Post($"{session.Room}/arrivals")).Refusal.ShouldBeNull();
        }

        (await session.Court.EntriesOf($"room:{session.RoomId:D}")).Count(entry => entry.Kind == "room.arrived").ShouldBe(2);
    }

    /// <summary>A meeting that goes on past midnight into the first day of a new wording keeps the one that it was opened with.</summary>
    [Fact]
    public async Task V_4_The_notice_is_that_of_the_day_of_the_opening()
    {
        await using var court = await CourtHost.Start();
        var rules = court.Get<WitnessingRules>();
        var step = rules.Procedure.Steps.OfType<NoticeStep>().Single();
        Room Opened(DateTimeOffset at)
        {
            var room = Meeting();
            room.Open(at);
            return room;
        }

        var lastEvening = Opened(new DateTimeOffset(2026, 11, 26, 23, 50, 0, BeijingTime.Offset));
        var nextMorning = Opened(new DateTimeOffset(2026, 11, 27, 9, 0, 0, BeijingTime.Offset));

        (rules.NoticeIn(lastEvening).Version, rules.NoticeIn(nextMorning).Version).ShouldBe(("1", "2"));
        foreach (var room in new[] { lastEvening, nextMorning })
        {
            rules.Notice(room, step).Sha256.ShouldBe(rules.NoticeIn(room).Sha256);
        }
    }

    static Room Meeting() => new()
    {
        Id = Guid.Empty, Kind = "witnessing", CourtId = Guid.Empty, CaseId = Guid.Empty, SubjectId = Guid.Empty, StartsAt = Start,
    };

    static IConfiguration Settings(string? before) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Rooms:OpensBefore"] = before }).Build();

    static Task StartsIn(Session session, TimeSpan time) => session.Court.Plant(async db =>
        (await db.Set<Room>().SingleAsync(one => one.Id == session.RoomId)).StartsAt = TimeProvider.System.Now() + time);
}

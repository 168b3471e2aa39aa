using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Rooms;
using Mingzheng.Rooms.Media;
using Mingzheng.Tests.Documents;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing.Texts;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>The record says what is missing of the recording, and never that nothing is while something is (witnessing rules 12, AW-10).</summary>
[Trait("kind", "court")]
public sealed class InterruptionTests
{
    static readonly DateTimeOffset Admission = new(2025, 9, 17, 1, 0, 0, TimeSpan.Zero);
    static readonly Interruptions Rule = new(TimeSpan.FromSeconds(5));

    /// <summary>Seconds after the admission: first frame, last frame, now; then what is missing of the sound.</summary>
    [Theory]
    [InlineData(5, 60, 60, "")]
    [InlineData(6, 60, 60, "0-6 before")]
    [InlineData(120, 125, 130, "0-120 before")]
    [InlineData(null, null, 5, "")]
    [InlineData(null, null, 6, "0- before")]
    [InlineData(1, 60, 75, "")]
    [InlineData(1, 60, 76, "60- after")]
    [InlineData(10, 60, 90, "0-10 before, 60- after")]
    public void W_12_The_time_before_the_first_frame_and_after_the_last_is_missing(int? first, int? last, int now, string missing)
    {
        var one = Someone();
        var recorded = new Dictionary<(Guid, string), RecordedTime> { [(one.Id, RecordingKinds.Video)] = new(Admission, At(now)) };
        if (first is not null)
        {
            recorded[(one.Id, RecordingKinds.Audio)] = new RecordedTime(At(first.Value), At(last!.Value));
        }

        string.Join(", ", Rule.Of([one], recorded, [], At(now)).Select(Short)).ShouldBe(missing);
    }

    [Fact]
    public void W_12_What_the_media_node_told_of_is_said_once()
    {
        var one = Someone();
        var recorded = RecordingKinds.All.ToDictionary(kind => (one.Id, kind), _ => new RecordedTime(Admission, At(60)));
        RecordingGap Gap(string kind, int from, int? to) => new()
        {
            Id = one.Id, RoomId = one.RoomId, ParticipantId = one.Id, Kind = kind, FromAt = At(from), ToAt = to is { } end ? At(end) : null,
        };
        var gaps = new[] { Gap(RecordingKinds.Audio, 60, null), Gap(RecordingKinds.Video, 60, null), Gap(RecordingKinds.Audio, 20, 30) };

        Rule.Of([one], recorded, gaps, At(100)).Select(Short).ShouldBe(["20-30 after", "60- after", "60- after"]);
    }

    [Fact]
    public void W_12_Of_one_who_was_not_let_in_nothing_is_missing() =>
        Rule.Of([new RoomParticipant { Id = Guid.Empty, RoomId = Guid.Empty, AccountId = Guid.Empty, Role = RoomRole.Agent, Name = [] }],
            new Dictionary<(Guid, string), RecordedTime>(), [], At(600)).ShouldBeEmpty();

    /// <summary>Whoever reads the record follows the meeting: what came later never stands before what came earlier.</summary>
    [Fact]
    public void W_12_What_is_missing_and_what_else_happened_stand_in_the_order_in_which_they_came_about()
    {
        var facts = SampleFacts.Record();
        var (first, last) = (facts.Happenings[0].At, facts.Happenings[^1].At);
        var data = RecordDocument.Data(facts with { Interruptions = [new(first.AddSeconds(5), last, "声音中断"), new(last.AddSeconds(5), null, "图像中断")] }, SampleFacts.Texts);

        string.Join(' ', data["events"]!.AsArray().Select(one => one!["what"] is null ? "missing" : "happened")).ShouldBe("happened missing happened missing");
        ((bool)data["uninterrupted"]!).ShouldBeFalse();
        ((bool)RecordDocument.Data(facts, SampleFacts.Texts)["uninterrupted"]!).ShouldBeTrue();
    }

    /// <summary>Attack: the agent's microphone falls silent while the record is drafted, and three people sign that there was no interruption.</summary>
    [Theory, DatabaseData]
    public async Task W_12_A_gap_that_is_open_stands_in_the_record_until_its_end_is_told(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("record");
        await session.Media.Beat($"{session.RoomId:D}");
        var (agent, from) = (await Agent(session), TimeProvider.System.Now());
        var open = Told(session, agent, from, null);
        await session.Media.Report(open, open, Told(session, agent, from, null));
        (await Gaps(session)).ShouldHaveSingleItem().ToAt.ShouldBeNull();
        (await session.Press(session.Judge, $"{session.Room}/record")).Refusal.ShouldBeNull();

        var first = await Printed(session);
        first.ShouldContain(PrintedPage.Squeeze($"{Clock(from)}至本笔录制作时中断：李示例的声音中断"));
        first.ShouldNotContain(PrintedPage.Squeeze("没有中断的记载"));

        var to = from + TimeSpan.FromSeconds(7);
        var closed = Told(session, agent, from, to);
        await session.Media.Report(closed, closed, Told(session, agent, from, null), Told(session, agent, from, to + TimeSpan.FromSeconds(9)));
        (await Gaps(session)).ShouldHaveSingleItem().ToAt.ShouldBe(to);
        (await session.Agent.Post($"{session.Room}/record/corrections", ("text", "声音中断过。"))).Refusal.ShouldBeNull();
        (await Printed(session)).ShouldContain(PrintedPage.Squeeze($"{Clock(from)}至{Clock(to)}中断：李示例的声音中断"));
    }

    /// <summary>A camera that starts two minutes late leaves no gap between two frames.</summary>
    [Theory, DatabaseData]
    public async Task W_12_The_time_before_the_first_frame_stands_in_the_record(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("record");
        var (agent, admitted) = (await Agent(session), (DateTimeOffset?)(TimeProvider.System.Now() - TimeSpan.FromHours(1)));
        await session.Court.Plant(db => db.Set<RoomParticipant>().Where(one => one.Id == agent)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.AdmittedAt, admitted)));
        await session.DraftRecord();

        var printed = await Printed(session);
        printed.ShouldContain(PrintedPage.Squeeze("中断：李示例进入后，声音尚未录下"));
        printed.ShouldContain(PrintedPage.Squeeze("中断：李示例进入后，图像尚未录下"));
        printed.ShouldNotContain(PrintedPage.Squeeze("没有中断的记载"));
    }

    static DateTimeOffset At(int seconds) => Admission + TimeSpan.FromSeconds(seconds);

    static string Short(Interruption one) =>
        $"{(one.From - Admission).TotalSeconds}-{(one.Until - Admission)?.TotalSeconds} {(one.IsBeforeFirst ? "before" : "after")}";

    static RoomParticipant Someone()
    {
        var one = new RoomParticipant { Id = Guid.Empty, RoomId = Guid.Empty, AccountId = Guid.Empty, Role = RoomRole.Agent, Name = [] };
        one.Arrive(Admission);
        one.Admit(Admission);
        return one;
    }

    static string Clock(DateTimeOffset instant) => $"{BeijingTime.At(instant):HH:mm:ss}";

    static Mingzheng.Rooms.Media.TrackGap Told(Session session, Guid participant, DateTimeOffset from, DateTimeOffset? to) => new(
        Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), $"{session.RoomId:D}", from.ToMicroseconds(), $"{participant:D}", TrackKind.Audio,
        from.ToMicroseconds(), to?.ToMicroseconds());

    static async Task<List<RecordingGap>> Gaps(Session session)
    {
        await using var db = session.Court.Get<Reads>().Open();
        return await db.Set<RecordingGap>().Where(one => one.RoomId == session.RoomId).ToListAsync();
    }

    static async Task<Guid> Agent(Session session)
    {
        await using var db = session.Court.Get<Reads>().Open();
        return (await db.Set<RoomParticipant>().SingleAsync(one => one.RoomId == session.RoomId && one.Role == RoomRole.Agent)).Id;
    }

    static async Task<string> Printed(Session session)
    {
        await using var db = session.Court.Get<Reads>().Open();
        var record = await db.Set<Document>().SingleAsync(one => one.RoomId == session.RoomId && one.Kind == "record" && one.SupersededAt == null);
        return await PrintedPage.Text(await session.Agent.Http.GetByteArrayAsync($"{session.Room}/documents/{record.Id:D}"));
    }
}

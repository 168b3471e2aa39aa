using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Rooms;
using Mingzheng.Rooms.Media;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>Who must be there, seen and heard, for what is done in a room (witnessing rules 8.3, AW-R3, AW-10).</summary>
[Trait("kind", "court")]
public sealed class PresenceTests
{
    [Theory]
    [InlineData("identity-principal", "Judge Principal")]
    [InlineData("identity-agent", "Judge Agent")]
    [InlineData("notice", "Judge Principal Agent")]
    [InlineData("recusal-principal", "Judge Principal")]
    [InlineData("recusal-agent", "Judge Agent")]
    [InlineData("questions", "Judge Principal")]
    [InlineData("questions-alone", "Judge Principal")]
    [InlineData("questions-agent", "Judge Agent")]
    [InlineData("commitment-reading", "Judge Principal")]
    [InlineData("agent-commitment-signing", "Judge Agent")]
    [InlineData("reading", "Judge Principal Agent")]
    [InlineData("powers", "Judge Principal")]
    [InlineData("signing", "Judge Principal Agent")]
    [InlineData("record", "Judge Principal Agent")]
    [InlineData("closing", "")]
    public void W_8_3_Each_step_says_who_must_be_there(string step, string needed) =>
        string.Join(' ', PresenceRule.Needed(WitnessingProcedure.Steps, WitnessingProcedure.Steps.Steps.Single(one => one.Id == step))).ShouldBe(needed);

    [Theory, DatabaseData]
    public async Task AW_27_Whoever_is_let_in_again_is_noted_once(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("identity");
        var agent = await Participant(session, RoomRole.Agent);

        (await session.Judge.Post($"{session.Room}/admissions/{agent:D}")).Refusal.ShouldBeNull();

        (await session.Court.EntriesOf($"room:{session.RoomId:D}"))
            .Where(entry => entry.Kind == "room.admitted" && (string)entry.Body["participant"]! == $"{agent:D}").ShouldHaveSingleItem();
    }

    [Theory, DatabaseData]
    public async Task W_8_3_The_power_of_attorney_is_neither_read_nor_signed_while_the_agent_waits_outside(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("reading");
        await SetAside(session);
        await session.Media.Beat($"{session.RoomId:D}");
        var poa = await Live(session, "power-of-attorney");
        (await session.Principal.Get(session.Room)).Text.ShouldNotContain("/readings\"");
        (await session.Principal.Post($"{session.Room}/documents/{poa:D}/readings")).Refusal.ShouldBe("AGENT_MUST_BE_PRESENT");
        await session.BringBack();

        await session.Media.Beat($"{session.RoomId:D}");
        await session.Press(session.Principal, $"{session.Room}/documents/{poa:D}/readings");
        await SetAside(session);
        (await session.Principal.Post(await Marks(session), ("clause", "1"))).Refusal.ShouldBe("AGENT_MUST_BE_PRESENT");
        await session.BringBack();

        await session.ReadOn(session.Principal, await session.Principal.Get(session.Room));
        await session.Ask(session.Principal);
        var offer = SigningDevice.Offer(await session.Principal.Get(session.Room));
        await SetAside(session);
        await session.Media.Beat($"{session.RoomId:D}");
        using var device = new SigningDevice(session.Principal);
        (await device.Begin(offer)).Refusal.ShouldBe("AGENT_MUST_BE_PRESENT");
        await session.BringBack();
        await session.SignAll();
    }

    /// <summary>The record says that the judge compared the paper in the room: not of one of whom no picture is recorded.</summary>
    [Theory, DatabaseData]
    public async Task W_8_2_A_paper_is_not_confirmed_of_one_who_is_not_seen(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("identity");
        await session.ShowFace(session.Principal);
        var principal = await Participant(session, RoomRole.Principal);
        session.Media.Records = (participant, track) => track == TrackKind.Audio || participant != $"{principal:D}";
        await session.Media.Beat($"{session.RoomId:D}");
        (await session.Judge.Post($"{session.Room}/papers/{principal:D}")).Refusal.ShouldBe("PRINCIPAL_MUST_BE_PRESENT");

        session.Media.Records = (_, _) => true;
        await session.Media.Beat($"{session.RoomId:D}");
        (await session.Press(session.Judge, $"{session.Room}/papers/{principal:D}")).Refusal.ShouldBeNull();
    }

    /// <summary>A notice is given by the judge: nobody acknowledges it while the judge is not there to give it (AW-R3).</summary>
    [Theory, DatabaseData]
    public async Task W_8_3_The_notice_is_not_acknowledged_without_the_judge_nor_while_the_other_waits_outside(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("notice");
        var judge = await Participant(session, RoomRole.Judge);
        await Forget(session, "video");
        session.Media.Records = (participant, track) => track == TrackKind.Audio || participant != $"{judge:D}";
        await session.Media.Beat($"{session.RoomId:D}");
        (await session.Principal.Post($"{session.Room}/acknowledgements")).Refusal.ShouldBe("JUDGE_MUST_BE_PRESENT");

        session.Media.Records = (_, _) => true;
        await SetAside(session);
        await session.Media.Beat($"{session.RoomId:D}");
        (await session.Principal.Get(session.Room)).Text.ShouldNotContain("/acknowledgements\"");
        (await session.Principal.Post($"{session.Room}/acknowledgements")).Refusal.ShouldBe("AGENT_MUST_BE_PRESENT");
        await session.BringBack();
        await session.Acknowledge();
    }

    /// <summary>AW-10: one whose pictures are not recorded is heard by the recorder but not seen.</summary>
    [Theory, DatabaseData]
    public async Task AW_10_Sound_alone_is_not_enough_to_answer_to_read_or_to_sign(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("questions");
        await Forget(session, "video");
        session.Media.Records = (_, track) => track == TrackKind.Audio;
        await session.Media.Beat($"{session.RoomId:D}");
        (await session.Judge.Post($"{session.Room}/answers", ("question", "Q-1"), ("answer", "我是委托人本人。"))).Refusal.ShouldBe("RECORDER_SILENT");

        session.Media.Records = (_, _) => true;
        await session.Ask(session.Principal);
        await session.AskAlone();
        await session.Ask(session.Agent);
        await Forget(session, "video");
        var commitment = $"{session.Room}/documents/{await Live(session, "principal-commitment"):D}";
        (await session.Principal.Post($"{commitment}/readings")).Refusal.ShouldBe("RECORDER_SILENT");

        await session.Read(session.Principal);
        await Forget(session, "audio");
        using var device = new SigningDevice(session.Principal);
        (await device.Begin(SigningDevice.Offer(await session.Principal.Get(session.Room)))).Refusal.ShouldBe("RECORDER_SILENT");
        await session.Sign(session.Principal);
    }

    [Theory, DatabaseData]
    public async Task AW_R3_A_judge_who_is_heard_but_not_seen_is_not_present(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("commitment-reading");
        var judge = await Participant(session, RoomRole.Judge);
        await Forget(session, "video");
        session.Media.Records = (participant, track) => track == TrackKind.Audio || participant != $"{judge:D}";
        await session.Media.Beat($"{session.RoomId:D}");
        var commitment = $"{session.Room}/documents/{await Live(session, "principal-commitment"):D}";
        (await session.Principal.Post($"{commitment}/readings")).Refusal.ShouldBe("JUDGE_MUST_BE_PRESENT");
    }

    /// <summary>The record says of the recording what all who sign it must be able to contest.</summary>
    [Theory, DatabaseData]
    public async Task W_8_3_The_record_is_not_drafted_while_one_who_signs_it_waits_outside_or_is_not_seen(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("record");
        await SetAside(session);
        await session.Media.Beat($"{session.RoomId:D}");
        (await session.Judge.Post($"{session.Room}/record")).Refusal.ShouldBe("AGENT_MUST_BE_PRESENT");
        await session.BringBack();

        var agent = await Participant(session, RoomRole.Agent);
        await Forget(session, "video");
        session.Media.Records = (participant, track) => track == TrackKind.Audio || participant != $"{agent:D}";
        await session.Media.Beat($"{session.RoomId:D}");
        (await session.Judge.Post($"{session.Room}/record")).Refusal.ShouldBe("AGENT_MUST_BE_PRESENT");
        session.Media.Records = (_, _) => true;
        await session.DraftRecord();
    }

    /// <summary>The screen offers it only when the principal is to be asked alone; the court takes it at any time.</summary>
    static async Task SetAside(Session session) =>
        (await session.Judge.Post($"{session.Room}/asides/{await Participant(session, RoomRole.Agent):D}")).Refusal.ShouldBeNull();

    /// <summary>As when the recorder had never received it.</summary>
    static Task Forget(Session session, string kind) => session.Court.Plant(async db =>
        (await db.Set<RecordingSegment>().Where(one => one.RoomId == session.RoomId && one.Kind == kind).ExecuteDeleteAsync()).ShouldBeGreaterThan(0));

    static async Task<Guid> Live(Session session, string kind)
    {
        await using var db = session.Court.Get<Reads>().Open();
        return (await db.Set<Mingzheng.Documents.Document>().SingleAsync(one => one.RoomId == session.RoomId && one.Kind == kind && one.SupersededAt == null)).Id;
    }

    static async Task<Guid> Participant(Session session, RoomRole role)
    {
        await using var db = session.Court.Get<Reads>().Open();
        return (await db.Set<RoomParticipant>().SingleAsync(one => one.RoomId == session.RoomId && one.Role == role)).Id;
    }

    static async Task<string> Marks(Session session)
    {
        await using var db = session.Court.Get<Reads>().Open();
        var readings = await db.Set<RoomReading>().Where(one => one.RoomId == session.RoomId && one.FinishedAt == null && one.SupersededAt == null).ToListAsync();
        return $"{session.Room}/readings/{readings.Single().Id:D}/marks";
    }
}

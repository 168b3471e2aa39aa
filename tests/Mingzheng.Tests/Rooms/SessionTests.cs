using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Identity;
using Mingzheng.Journal;
using Mingzheng.Rooms;
using Mingzheng.Signing;
using Mingzheng.Tests.Access;
using Mingzheng.Tests.Documents;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Sandboxes;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>The acceptance scenarios of a session over HTTP, on both databases.</summary>
[Trait("kind", "court")]
public sealed class SessionTests
{
    [Theory, DatabaseData]
    public async Task ACC_AW_02_Signing_in_the_identity_step_is_refused_with_the_missing_steps_and_noted(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("identity");
        await session.Media.Beat($"{session.RoomId:D}");
        var document = await Live(session, "power-of-attorney");
        using var device = new SigningDevice(session.Principal);
        await session.Principal.Get(session.Room);
        var answer = await device.Begin(new SigningOffer(
            $"{session.Room}/documents/{document.Id:D}/signing-key", "", [1, 2, 3], document.Sha256));

        answer.Refusal.ShouldBe("OUT_OF_ORDER");
        var said = answer.Readable;
        said.ShouldContain("签署授权委托书");
        said.ShouldContain("核验委托人身份、核验代理人身份");
        said.ShouldNotContain("identity-");
        var noted = await Entry(session, "act.refused");
        ((string)noted.Body["code"]!).ShouldBe("OUT_OF_ORDER");
        ((string)noted.Body["kind"]!).ShouldBe("room.begin-signature");
        await CompletingIsRefusedAlike(session, device, document.Id);
    }

    /// <summary>Nobody gets round the beginning by sending a signature that was never begun.</summary>
    static async Task CompletingIsRefusedAlike(Session session, SigningDevice device, Guid document)
    {
        var answer = await device.Complete(new SigningOffer("", $"{session.Room}/documents/{document:D}/signature", [], ""), [1, 2, 3]);
        answer.Refusal.ShouldBe("OUT_OF_ORDER");
        answer.Readable.ShouldContain("核验委托人身份、核验代理人身份");
        var noted = await Entry(session, "act.refused", entry => (string?)entry.Body["kind"] == "room.complete-signature");
        ((string)noted.Body["code"]!).ShouldBe("OUT_OF_ORDER");
    }

    /// <summary>A phone that lost the answer sends the same request again, perhaps while the first is still under way.</summary>
    [Theory, DatabaseData]
    public async Task AW_R7_A_beginning_of_a_signature_that_comes_twice_is_answered_twice_alike(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("commitment-signing");
        await session.Media.Beat($"{session.RoomId:D}");
        var offer = SigningDevice.Offer(await session.Principal.Get(session.Room));
        using var device = new SigningDevice(session.Principal);
        (await device.Complete(offer, [1, 2, 3])).Refusal.ShouldBe("SIGNATURE_VOID", "Nothing was begun.");
        var sent = device.Beginning(offer);
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => device.Post(offer.KeyUrl, sent)));

        answers.Select(answer => answer.Refusal).ShouldAllBe(refusal => refusal == null);
        answers.Select(answer => answer.Text).Distinct().Count().ShouldBe(1);
        var completed = await device.Complete(offer, Convert.FromBase64String((string)answers[0].Json["attributes"]!));
        completed.Refusal.ShouldBeNull(completed.Text);
    }

    /// <summary>TV-13: the log alone tells that a signature counts no more.</summary>
    [Theory, DatabaseData]
    public async Task TV_13_A_signature_on_a_text_that_was_changed_is_void_in_the_log(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("signing");
        await session.Sign(session.Principal);
        (await session.Judge.Post($"{session.Room}/powers", ("powers", "S6"), ("void-principal", "yes"))).Refusal.ShouldBeNull();

        var noted = await Entry(session, "signing.void");
        ((string)noted.Body["why"]!).ShouldBe("power-of-attorney-changed");
        var signed = await Entry(session, "signing.completed", entry => (string?)entry.Body["document"] == "power-of-attorney");
        noted.Body["ceremony"]!.ToString().ShouldBe(signed.Body["ceremony"]!.ToString());
    }

    /// <summary>What counts is the button; words that say the contrary never stand beside it in the record.</summary>
    [Theory, DatabaseData]
    public async Task AW_Q_A_yes_cannot_be_given_with_the_words_of_a_no(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("notice");
        await session.Acknowledge();
        var page = await session.Principal.Get(session.Room);
        page.Text.ShouldContain("name=\"agreed\"");
        var both = await session.Principal.Submit(page, $"{session.Room}/answers", ("agreed", "true"), ("answer", "我是被迫的"));
        both.Refusal.ShouldBe("ANSWER_YES_OR_NO", both.Text);
    }

    [Theory, DatabaseData]
    public async Task ACC_AW_03_A_power_added_after_the_reading_restarts_it(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("reading");
        await session.Media.Beat($"{session.RoomId:D}");
        var before = await Live(session, "power-of-attorney");
        (await session.Press(session.Principal, $"{session.Room}/documents/{before.Id:D}/readings")).Refusal.ShouldBeNull();
        await session.Media.Beat($"{session.RoomId:D}");
        var again = await session.Principal.Post($"{session.Room}/documents/{before.Id:D}/readings");
        again.Refusal.ShouldBeNull(again.Text);
        await session.ReadOn(session.Principal, await session.Principal.Get(session.Room));
        var change = await session.Judge.Post($"{session.Room}/powers", ("powers", "S4"), ("powers", "S6"), ("powers", "S7"));
        change.Refusal.ShouldBeNull(change.Text);

        var after = await Live(session, "power-of-attorney");
        after.Sha256.ShouldNotBe(before.Sha256);
        after.TextSha256.ShouldNotBe(before.TextSha256);
        after.Version.ShouldBe(2);
        await session.Media.Beat($"{session.RoomId:D}");
        using var device = new SigningDevice(session.Principal);
        var early = await device.Begin(new SigningOffer($"{session.Room}/documents/{after.Id:D}/signing-key", "", [], after.Sha256));
        early.Refusal.ShouldBe("OUT_OF_ORDER");
        await using (var db = session.Court.Get<Reads>().Open())
        {
            var readings = await db.Set<RoomReading>().Where(one => one.RoomId == session.RoomId).ToListAsync();
            readings.Where(one => one.DocumentId == before.Id).ShouldAllBe(one => one.SupersededAt != null);
        }

        await session.Read(session.Principal);
        await session.Ask(session.Principal);
        await session.SignAll();
        await session.Record();
        await PrintsTheReadings(session);
        await session.Close();
        await scene.Approve();
        (await Agent(session)).Powers.ToString().ShouldBe("G1 G2 G3 G4 G5 S4 S6 S7");
        await SaysWhatItWrote(session, scene.Authorization);
    }

    /// <summary>ACC-X-02: the change of powers continues the chains of the facts and of the power of attorney.</summary>
    static async Task SaysWhatItWrote(Session session, Guid authorization)
    {
        var entries = await KeptDigests.Entries(session.Court);
        var kept = await KeptDigests.Of(session.Court, authorization);

        kept.Faults(entries).ShouldBeEmpty();
        kept.Faults([.. entries.Where(entry => (string)entry["kind"]! != "witnessing.powers-changed")]).ShouldNotBeEmpty();
    }

    /// <summary>Whoever holds the account of the principal cannot sign as the principal with a face and a paper of their own (AW-R8).</summary>
    [Theory, DatabaseData]
    public async Task Another_person_on_the_same_account_is_not_identified_in_the_room(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("identity");
        await Claim(session.Principal, "B123456(6)", "冒名（虚构）");
        var refused = await ShowFace(session);
        refused.Refusal.ShouldBe("IDENTITY_OTHER_PERSON", refused.Text);
        (await session.Judge.Get(session.Room)).Text.ShouldNotContain($"{session.Room}/papers/");

        await Claim(session.Principal, "A123456(3)", "陳大文");
        (await ShowFace(session)).Refusal.ShouldBeNull();
        var page = await session.Judge.Get(session.Room);
        page.Text.ShouldContain($"{session.Room}/papers/");
        page.Readable.ShouldContain("A123456(3)");
    }

    /// <summary>What was done is answered as done, also when the meeting has gone on since: a phone repeats by itself what was not answered.</summary>
    [Theory, DatabaseData]
    public async Task AW_R7_A_face_and_a_paper_sent_again_later_are_answered_as_the_first_time(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("identity");
        var face = session.Principal.NewAct();
        (await ShowFace(session, act: face)).Refusal.ShouldBeNull();
        await session.Media.Beat($"{session.RoomId:D}");
        var page = await session.Judge.Get(session.Room);
        var address = Session.Forms(page, $"{session.Room}/papers/").Single();
        (await session.Judge.Submit(page, address)).Refusal.ShouldBeNull();

        (await ShowFace(session, act: face)).Refusal.ShouldBeNull();
        (await session.Judge.Submit(page, address)).Refusal.ShouldBeNull();
    }

    /// <summary>Nobody is told to try again when there is no further try.</summary>
    [Theory, DatabaseData]
    public async Task ACC_AW_08_The_third_mismatch_in_the_room_leads_to_a_manual_check(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("identity");
        (await ShowFace(session, "MISMATCH")).Refusal.ShouldBe("FACE_MISMATCH");
        (await ShowFace(session, "MISMATCH")).Refusal.ShouldBe("FACE_MISMATCH");
        (await ShowFace(session, "MISMATCH")).Refusal.ShouldBe("IDENTITY_PAUSED");
    }

    /// <summary>W-8.2, step 1: before the notice is acknowledged its words, and those of the opening, stand on every screen for the judge to read.</summary>
    [Theory, DatabaseData]
    public async Task The_opening_words_are_read_at_the_notice(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("notice");
        foreach (var one in new[] { session.Judge, session.Principal, session.Agent })
        {
            var page = (await one.Get(session.Room)).Readable;
            page.ShouldContain("见证全程录音录像。参加人有：委托人陳大文，代理人李示例");
            page.ShouldContain("本次见证由人民法院全程录音录像，随案保存");
        }

        (await session.Judge.Get(session.Room)).Readable.ShouldContain("请当庭宣读下面的开始词");
    }

    /// <summary>AW-R3: a judge of whom the recorder receives nothing is not present.</summary>
    [Theory, DatabaseData]
    public async Task Without_the_judge_on_record_nobody_signs(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("commitment-signing");
        await session.Media.Beat($"{session.RoomId:D}");
        await session.Court.Plant(async db =>
        {
            var judge = await db.Set<RoomParticipant>().SingleAsync(one => one.RoomId == session.RoomId && one.Role == RoomRole.Judge);
            (await db.Set<RecordingSegment>().Where(one => one.ParticipantId == judge.Id).ExecuteDeleteAsync()).ShouldBeGreaterThan(0);
        });

        using var device = new SigningDevice(session.Principal);
        (await device.Begin(SigningDevice.Offer(await session.Principal.Get(session.Room)))).Refusal.ShouldBe("JUDGE_MUST_BE_PRESENT");
        await session.Sign(session.Principal);
    }

    /// <summary>The issuer certifies a key for the person whom the platform identified in this room (ES 13).</summary>
    [Theory, DatabaseData]
    public async Task Each_signature_names_the_identity_check_of_its_room(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("agent-commitment-reading");
        await using var db = session.Court.Get<Reads>().Open();
        var check = await db.Set<IdentityCheck>().SingleAsync(one => one.RoomId == session.RoomId && one.AccountId == session.Court.AccountOf("HKP"));
        (await db.Set<Ceremony>().SingleAsync(one => one.RoomId == session.RoomId)).IdentityCheckId.ShouldBe(check.Id);
        ((string)(await Entry(session, "signing.begun")).Body["identity"]!).ShouldBe($"{check.Id:D}");
    }

    /// <summary>The reading of the text that was changed, and the one that its reader broke off, each with its own reason.</summary>
    static async Task PrintsTheReadings(Session session)
    {
        var record = await Live(session, "record");
        record.Title.ShouldBe("授权见证笔录");
        var pdf = await session.Agent.Http.GetByteArrayAsync($"{session.Room}/documents/{record.Id:D}");
        (await PrintedPage.Text(pdf)).ShouldContain(record.Title);
        // Documents stand in the first column of the table of readings, each on several lines.
        const int secondColumn = 140;
        var printed = string.Concat((await PrintedPage.Words(pdf)).Where(word => word.X < secondColumn).Select(word => word.Name));
        printed.ShouldContain("授权委托书（中止，重新开始宣读）");
        printed.ShouldContain("授权委托书（已被修改后的文本取代，重新宣读）");
        printed.Split("已被修改后的文本取代，重新宣读").Length.ShouldBe(2, "Only one reading was of a text that was changed.");
    }

    static async Task Claim(Visitor visitor, string number, string name)
    {
        var page = await visitor.Submit(await visitor.Get("/me/identity"), "/me/identity",
            ("document", "hong-kong-identity-card"), ("number", number), ("name", name), ("consent", "yes"));
        page.Path.ShouldBe("/me/identity/face", page.Readable);
    }

    static async Task<Page> ShowFace(Session session, string face = "face of a test", Guid? act = null)
    {
        await session.Principal.Get(session.Room);
        return await session.Principal.PostBody($"{session.Room}/identity?act={act ?? session.Principal.NewAct():D}", "image/jpeg", Faces.With(face));
    }

    static async Task<Document> Live(Session session, string kind)
    {
        await using var db = session.Court.Get<Reads>().Open();
        return await db.Set<Document>().SingleAsync(one => one.RoomId == session.RoomId && one.Kind == kind && one.SupersededAt == null);
    }

    static async Task<CaseAgent> Agent(Session session)
    {
        await using var db = session.Court.Get<Reads>().Open();
        return await db.Set<CaseAgent>().SingleAsync();
    }

    static async Task<PlacedEntry> Entry(Session session, string kind, Func<PlacedEntry, bool>? which = null)
    {
        var journal = session.Court.Get<JournalReader>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if ((await journal.After(-1, [Mingzheng.Rooms.Room.StreamOf(session.RoomId)], 1000, limit.Token)).LastOrDefault(entry => entry.Kind == kind && which?.Invoke(entry) != false) is { } found)
            {
                return found;
            }

            await Task.Delay(20, limit.Token);
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Identity;
using Mingzheng.Journal;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Signing;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>Turns what is in the books of a room into the facts of its record.</summary>
public sealed class RecordWriter(
    Reads reads, DataKeys keys, LegalTexts texts, WitnessingRules rules, JournalReader journal, Interruptions interruptions, TimeProvider clock)
{
    /// <summary>"Where are you now?"</summary>
    const string AskedWhere = "Q-2";

    /// <param name="asked">A request for correction that is being written into the books with this record; null for the first record.</param>
    public async Task<RecordFacts> Of(RoomFacts facts, RecordCorrection? asked, CancellationToken stop)
    {
        await using var db = reads.Open();
        var file = await SessionFile.Load(db, keys, facts.Room.SubjectId);
        var key = keys.Of(Case.OwnerOf(facts.Room.CaseId));
        var language = file.Language;
        var names = facts.Participants.ToDictionary(one => one.Id, one => one.NameUnder(key));
        var now = clock.Now();
        return new RecordFacts(
            language,
            file.Case,
            $"{facts.Room.Id:D}",
            Bilingual.For(language, "线上虚拟见证室", "線上虛擬見證室", "Virtual witness room"),
            facts.Room.OpenedAt!.Value,
            now,
            file.Facts.TimeZone,
            file.Judge,
            Clerk: null,
            await Participants(db, facts, file, names, key, stop),
            Notices(facts, names),
            await Answers(db, facts, names, key, language, stop),
            await Readings(db, facts, names, stop),
            await Confirmations(db, facts, file, stop),
            Documents(facts, names),
            [.. (await interruptions.Load(db, facts, now, stop)).Select(one => Missing(one, names, language))],
            await new CourseOfSession(journal, language).Of(db, facts, names, stop),
            await Corrections(db, facts, names, key, asked, stop),
            [
                Signatories.Principal(file.Facts.PrincipalName, language),
                Signatories.Agent(0, file.Facts.AgentName, language),
                Signatories.Judge(file.Judge, language),
            ]);
    }

    static async Task<List<ParticipantFacts>> Participants(
        CourtDb db, RoomFacts facts, SessionFile file, Dictionary<Guid, string> names, DataKey key, CancellationToken stop)
    {
        // Of several in one room, the one on which everything else there rests.
        var checks = await db.Set<IdentityCheck>().Where(check => check.RoomId == facts.Room.Id).ToDictionaryAsync(check => check.Id, stop);
        Bilingual Identity(RoomParticipant one) => one.Role == RoomRole.Judge
            ? Bilingual.For(file.Language, "本院法官，以本院账户登录", "本院法官，以本院帳戶登入", "Judge of this court, signed in to a court account")
            : facts.IdentificationOf(one.Role) is { } matched
                ? Matched(checks[matched].ProviderTransaction!, file.Language)
                : Bilingual.For(file.Language, "未核验", "未核驗", "Not checked");
        return [.. facts.Participants.OrderBy(one => one.Role).Select(one => new ParticipantFacts(
            RoleWords(one.Role, file.Language), names[one.Id], one.Role == RoomRole.Principal ? Whereabouts(facts, file, key) : "—", Identity(one), one.AdmittedAt!.Value))];
    }

    static Bilingual Matched(string transaction, string language) => Bilingual.For(
        language,
        $"国家身份认证平台人脸与证件信息比对一致（流水号{transaction}）；法官当庭核对证件一致",
        $"國家身份認證平台人臉與證件資料比對一致（流水號{transaction}）；法官當庭核對證件一致",
        $"Face and paper matched by the national identity platform (transaction {transaction}); paper compared by the judge in the room");

    /// <summary>Where the principal said to be when asked in the meeting; what the application named is only what was intended then (V-5).</summary>
    static string Whereabouts(RoomFacts facts, SessionFile file, DataKey key) =>
        facts.AnswerTo(AskedWhere, RoomRole.Principal) is { Private: false } said ? said.AnswerUnder(key) : file.Facts.Place;

    static Bilingual RoleWords(RoomRole role, string language) => role switch
    {
        RoomRole.Principal => Bilingual.For(language, "委托人", "委託人", "Principal"),
        RoomRole.Agent => Bilingual.For(language, "代理人", "代理人", "Agent"),
        RoomRole.Judge => Bilingual.For(language, "见证法官", "見證法官", "Witnessing judge"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No wording for this role."),
    };

    List<NoticeFacts> Notices(RoomFacts facts, Dictionary<Guid, string> names)
    {
        var notice = rules.NoticeIn(facts.Room);
        return [.. facts.Answers.Where(answer => answer.Question == LegalTextId.RightsNotice).OrderBy(answer => answer.At)
            .Select(answer => new NoticeFacts(notice.Title, names[answer.ParticipantId], notice.Version, answer.TextSha256, answer.At))];
    }

    /// <summary>What was answered, and what had been answered before the question was asked again.</summary>
    async Task<List<AnswerFacts>> Answers(
        CourtDb db, RoomFacts facts, Dictionary<Guid, string> names, DataKey key, string language, CancellationToken stop)
    {
        var given = await Given(db, facts, stop);
        var answers = new List<AnswerFacts>();
        foreach (var step in rules.Procedure.Steps.OfType<QuestionsStep>())
        {
            foreach (var question in await rules.Questions(db, facts.Room, step))
            {
                answers.AddRange(given
                    .Where(answer => answer.Question == question.Id && answer.ParticipantId == facts.In(step.Of)?.Id
                        && !IsPerPower(answer) && !(question.IsFinding && answer.SupersededAt is not null))
                    .Select(answer => new AnswerFacts(
                        question.Number, new Bilingual(question.Chinese, question.Text(language)), names[question.IsFinding ? answer.WrittenBy : answer.ParticipantId],
                        answer.Private ? null : answer.AnswerUnder(key), answer.Sha256, answer.At, InRecording(facts, answer.At),
                        answer.SupersededAt)));
            }
        }

        return answers;
    }

    static Task<List<RoomAnswer>> Given(CourtDb db, RoomFacts facts, CancellationToken stop) =>
        db.Set<RoomAnswer>().Where(answer => answer.RoomId == facts.Room.Id).OrderBy(answer => answer.At).ToListAsync(stop);

    static bool IsPerPower(RoomAnswer answer) => answer.Question.StartsWith(TextAgreement.PerPower, StringComparison.Ordinal);

    static async Task<List<CorrectionFacts>> Corrections(
        CourtDb db, RoomFacts facts, Dictionary<Guid, string> names, DataKey key, RecordCorrection? asked, CancellationToken stop)
    {
        var written = await db.Set<RecordCorrection>().Where(one => one.RoomId == facts.Room.Id).OrderBy(one => one.At).ToListAsync(stop);
        return [.. (asked is null ? written : [.. written, asked]).Select(one => new CorrectionFacts(
            names[one.ParticipantId], one.At, one.TextUnder(key), one.RecordVersion, one.RecordSha256))];
    }

    async Task<List<ReadingFacts>> Readings(CourtDb db, RoomFacts facts, Dictionary<Guid, string> names, CancellationToken stop)
    {
        // Superseded readings stand in the record too (ACC-AW-03).
        var readings = await db.Set<RoomReading>().Where(reading => reading.RoomId == facts.Room.Id).OrderBy(reading => reading.BegunAt).ToListAsync(stop);
        var documents = await db.Set<Document>().Where(document => document.RoomId == facts.Room.Id).ToDictionaryAsync(document => document.Id, stop);
        return [.. readings.Select(reading => new ReadingFacts(
            documents[reading.DocumentId].Title + WhyReadAgain(reading, documents[reading.DocumentId]),
            names[reading.ParticipantId],
            reading.TextSha256,
            InRecording(facts, reading.BegunAt),
            InRecording(facts, reading.FinishedAt ?? reading.SupersededAt ?? reading.BegunAt)))];
    }

    /// <summary>A change of the text ends it and its reading in one act; a reader who begins anew ends the reading alone.</summary>
    static string WhyReadAgain(RoomReading reading, Document document) =>
        reading.SupersededAt is null ? ""
        : reading.SupersededAt == document.SupersededAt ? "（已被修改后的文本取代，重新宣读）"
        : "（中止，重新开始宣读）";

    async Task<List<PowerConfirmationFacts>> Confirmations(CourtDb db, RoomFacts facts, SessionFile file, CancellationToken stop)
    {
        string Named(string code, string language) => texts.InForce(LegalTextId.Powers, language, WitnessingRules.DayOf(facts.Room))[code].Heading ?? code;
        Bilingual Power(string code) => new(Named(code, LegalTexts.Authoritative), Named(code, file.Language));
        var given = await Given(db, facts, stop);
        return [.. given.Where(IsPerPower).Select(answer => (answer, Code: answer.Question[TextAgreement.PerPower.Length..]))
            .Select(one => new PowerConfirmationFacts(
                one.Code, Power(one.Code), file.Facts.AgentName, one.answer.Agreed == true, one.answer.At, one.answer.SupersededAt))];
    }

    static List<SignedDocumentFacts> Documents(RoomFacts facts, Dictionary<Guid, string> names) =>
        [.. facts.Documents.Where(document => document.CompletedAt is not null).OrderBy(document => document.CompletedAt).Select(document =>
            new SignedDocumentFacts(document.Title, document.Sha256,
                [.. facts.Ceremonies.Where(ceremony => ceremony.DocumentId == document.Id && ceremony.IsDone).OrderBy(ceremony => ceremony.CompletedAt)
                    .Select(ceremony => new SignatureFacts(NameOf(facts, names, ceremony), ceremony.CompletedAt!.Value))]))];

    static string NameOf(RoomFacts facts, Dictionary<Guid, string> names, Ceremony ceremony) =>
        names[facts.Participants.First(one => one.AccountId == ceremony.AccountId).Id];

    static InterruptionFacts Missing(Interruption one, Dictionary<Guid, string> names, string language)
    {
        var name = names.GetValueOrDefault(one.ParticipantId, "—");
        var track = one.Kind == RecordingKinds.Audio
            ? Bilingual.For(language, "声音", "聲音", "sound")
            : Bilingual.For(language, "图像", "圖像", "picture");
        var translated = track.In(language);
        return new InterruptionFacts(one.From, one.Until, one.IsBeforeFirst
            ? Bilingual.For(language, $"{name}进入后，{track.Chinese}尚未录下", $"{name}進入後，{translated}尚未錄下", $"{translated} of {name} not yet recorded after joining")
            : Bilingual.For(language, $"{name}的{track.Chinese}中断", $"{name}的{translated}中斷", $"{translated} of {name} interrupted"));
    }

    static TimeSpan InRecording(RoomFacts facts, DateTimeOffset at) => at - facts.Room.OpenedAt!.Value;
}

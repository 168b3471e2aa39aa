using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Identity;
using Mingzheng.Identity.Lawyers;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>What a witnessing adds to the room: its order, its script, its documents.</summary>
public sealed class WitnessingRules(
    SessionDrafts drafts, LegalTexts texts, ILawyerRegistry lawyers, DataKeys keys, Reads reads, TimeProvider clock) : IProcedureRules
{
    /// <summary>Asked for each special power by itself (V-2).</summary>
    const string PerPower = "Q-10";

    /// <summary>"Do you want to sign now?" comes after the powers, right before the signature.</summary>
    public const string WantsToSign = "Q-15";

    /// <summary>"Do you apply for the recusal of the judge?", of the principal and of the agent, before anything else is asked (W-8.2, step 5).</summary>
    static readonly string[] Recusals = ["Q-16", "Q-24"];

    public Procedure Procedure => WitnessingProcedure.Steps;

    public IReadOnlyList<string> Phases => WitnessingProcedure.Phases;

    public string ResultAtClosing => "witnessed";

    public IReadOnlyList<string> StopReasons => WitnessingProcedure.StopReasons;

    public Type? JudgeTools => typeof(ChangePowersTool);

    public int PhaseOf(ProcedureStep step) => WitnessingProcedure.PhaseOf(step);

    public Task<IReadOnlyList<Draft>> DraftAtOpening(Room room, CancellationToken stop) => drafts.AtOpening(room.SubjectId, stop);

    public async Task<Refusal?> ObjectionTo(Room room, RoomRole role, IdentityFacts claim, CancellationToken stop)
    {
        await using var db = reads.Open();
        var authorization = await db.FindAsync<Authorization>([room.SubjectId], stop) ?? throw Refuse.NotFound();
        var facts = AuthorizationFacts.Open(keys.Of(Case.OwnerOf(room.CaseId)), authorization);
        var isExpected = role == RoomRole.Principal
            ? DocumentTypes.Word(claim.Document.Type) == facts.DocumentType && claim.Document.Number == facts.DocumentNumber && claim.Name == facts.PrincipalName
            : claim.Name == facts.AgentName && (facts.AgentDocument is not { } joined || joined == AuthorizationFacts.HashOf(keys, claim.Document));
        return isExpected ? null : new Refusal("IDENTITY_OTHER_PERSON", "AW-R8") { Status = StatusCodes.Status409Conflict };
    }

    public async Task<IReadOnlyList<string>> OtherNames(Room room, RoomRole role, CancellationToken stop)
    {
        await using var db = reads.Open();
        var authorization = await db.FindAsync<Authorization>([room.SubjectId], stop) ?? throw Refuse.NotFound();
        var facts = AuthorizationFacts.Open(keys.Of(Case.OwnerOf(room.CaseId)), authorization);
        return role == RoomRole.Principal && facts.PrincipalLatin is { } latin ? [latin] : [];
    }

    public async Task RefuseUnlessEligible(Room room, RoomRole role, CancellationToken stop)
    {
        if (role != RoomRole.Agent)
        {
            return;
        }

        await using var db = reads.Open();
        var authorization = await db.FindAsync<Authorization>([room.SubjectId], stop) ?? throw Refuse.NotFound();
        var answer = await lawyers.Find(authorization.AgentLicence, null, stop);
        Refuse.If(answer.Outcome == LicenceOutcome.Unavailable
            ? new Refusal("LAWYER_REGISTRY_UNAVAILABLE", "C-4") { Status = StatusCodes.Status503ServiceUnavailable }
            : answer.MayPractise ? null : new Refusal("LICENCE_NOT_PRACTISING", "RF-03") { Status = StatusCodes.Status409Conflict });
    }

    public string? DraftAddress(Room room, SigningStep step) =>
        step.DocumentKind == WitnessingProcedure.Record ? $"/rooms/{room.Id:D}/record" : null;

    public string? CorrectionAddress(Room room, SigningStep step) =>
        step.DocumentKind == WitnessingProcedure.Record ? RequestCorrection.AddressIn(room) : null;

    public async Task<IReadOnlyList<Correction>> Corrections(CourtDb db, Room room, Document document)
    {
        if (document.Kind != WitnessingProcedure.Record)
        {
            return [];
        }

        var key = keys.Of(Case.OwnerOf(room.CaseId));
        var asked = await db.Set<RecordCorrection>().Where(one => one.RoomId == room.Id).OrderBy(one => one.At).ToListAsync();
        return [.. asked.Select(one => new Correction(one.ParticipantId, one.RecordVersion, one.TextUnder(key)))];
    }

    public string SubjectAddress(Room room) => $"/authorizations/{room.SubjectId:D}";

    public async Task<IReadOnlyList<RoomQuestion>> Questions(CourtDb db, Room room, QuestionsStep step)
    {
        var on = DayOf(room);
        var script = texts.Questions(LegalTexts.Authoritative, on).Where(question => !question.OnlyOrganizations && BelongsTo(step, question));
        var authorization = await db.FindAsync<Authorization>(room.SubjectId) ?? throw Refuse.NotFound();
        var facts = AuthorizationFacts.Open(keys.Of(Case.OwnerOf(room.CaseId)), authorization);
        var asked = script.SelectMany(question => Ask(question, facts, on));
        return step.Id == WitnessingProcedure.Powers && await Compare(db, room, facts, on) is { } finding ? [finding, .. asked] : [.. asked];
    }

    public async Task<Refusal?> ObjectionToText(CourtDb db, RoomFacts facts, Document document)
    {
        var authorization = await db.FindAsync<Authorization>(facts.Room.SubjectId) ?? throw Refuse.NotFound();
        return TextAgreement.Objection(AuthorizationFacts.Open(keys.Of(Case.OwnerOf(facts.Room.CaseId)), authorization), facts, document);
    }

    public RoomQuestion Notice(Room room, NoticeStep step)
    {
        var original = NoticeIn(room);
        string In(string language) => string.Join('\n',
            texts.Version(original.Id, original.Version, language).Clauses.Select((clause, i) => $"{i + 1}. {clause.Text}"));
        return new RoomQuestion(step.Question, In(LegalTexts.Authoritative), In, original.Sha256, YesOrNo: true, Mandatory: true, AnsweredBy.Asked);
    }

    /// <summary>The notice that is read out in a meeting, of the day on which it was opened like all its texts; the record names the same.</summary>
    public LegalText NoticeIn(Room room) => texts.InForce(LegalTextId.RightsNotice, LegalTexts.Authoritative, DayOf(room));

    public async Task<IReadOnlyList<string>> OpeningWords(Room room, string language, CancellationToken stop)
    {
        await using var db = reads.Open();
        var file = await SessionFile.Load(db, keys, room.SubjectId);
        var facts = new Dictionary<string, string>
        {
            ["agent"] = file.Facts.AgentName,
            ["caseNumber"] = file.Case.CaseNumber,
            ["cause"] = file.Case.Cause.Chinese,
            ["court"] = language == "en" ? file.Court.NameEn : file.Court.Name,
            ["judge"] = file.Judge,
            ["principal"] = file.Facts.PrincipalName,
        };
        return [.. texts.InForce(LegalTextId.JudgeOpening, language, DayOf(room)).Clauses.Select(clause => clause.Fill(facts))];
    }

    public string ClosingWords(Room room, string language)
    {
        using var db = reads.Open();
        var authorization = db.Find<Authorization>(room.SubjectId) ?? throw Refuse.NotFound();
        var facts = AuthorizationFacts.Open(keys.Of(Case.OwnerOf(room.CaseId)), authorization);
        var now = clock.Now();
        return texts.InForce(LegalTextId.JudgeClosing, language, DayOf(room))[ResultAtClosing].Fill(new Dictionary<string, string>
        {
            ["principal"] = facts.PrincipalName,
            ["agent"] = facts.AgentName,
            ["closedAt"] = $"{BeijingTime.At(now):HH:mm}",
        });
    }

    public async Task AtClosing(RoomAct act)
    {
        var authorization = await act.Writing.Hold<Authorization>(act.Room.SubjectId);
        authorization.Close(act.Writing.Now);
        act.Writing.Journal(authorization.Stream, "witnessing.closed", new() { ["room"] = $"{act.Room.Id:D}" });
    }

    public async Task AtStopping(RoomAct act, string why, byte[] note)
    {
        var authorization = await act.Writing.Hold<Authorization>(act.Room.SubjectId);
        authorization.Stop(why, note, act.Writing.Now);
        act.Writing.Journal(authorization.Stream, "witnessing.stopped", new() { ["room"] = $"{act.Room.Id:D}", ["why"] = why });
    }

    /// <summary>The texts of a meeting are those of the day on which it was opened, also when it goes on over midnight: what was read and asked is what the record prints.</summary>
    public static DateOnly DayOf(Room room) => BeijingTime.DateOf(room.OpenedAt ?? room.StartsAt);

    static bool BelongsTo(QuestionsStep step, Question question) => step.Id switch
    {
        WitnessingProcedure.Powers => question.Id is PerPower or WantsToSign,
        WitnessingProcedure.PrincipalRecusal or WitnessingProcedure.AgentRecusal => Recusals.Contains(question.Id) && IsAskedOf(step, question),
        _ => question.Id is not (PerPower or WantsToSign) && !Recusals.Contains(question.Id)
            && IsAskedOf(step, question) && question.AloneWithPrincipal == step.Alone,
    };

    static bool IsAskedOf(QuestionsStep step, Question question) =>
        question.AskedOf == (step.Of == RoomRole.Principal ? AskedOf.Principal : AskedOf.Agent);

    IEnumerable<RoomQuestion> Ask(Question question, AuthorizationFacts facts, DateOnly on)
    {
        if (question.Answer != AnswerKind.PerPower)
        {
            return [Asked(question, question.Id, on, _ => []) with { Expected = Expected(question, facts) }];
        }

        return PowerCodes.Special.Where(facts.Powers.Contains).Select(code => Asked(question, $"{question.Id}:{code}", on,
            language => new() { ["power"] = texts.InForce(LegalTextId.Powers, language, on)[code].Heading ?? code }));
    }

    RoomQuestion Asked(Question question, string id, DateOnly on, Func<string, Dictionary<string, string>> places)
    {
        string In(string language) => texts.InForce(LegalTextId.QuestionScript, language, on)[question.Id].Fill(places(language));
        var chinese = In(LegalTexts.Authoritative);
        var yesOrNo = question.Answer != AnswerKind.Text;
        return new RoomQuestion(id, chinese, In, Digest(chinese), yesOrNo,
            question.Mandatory, yesOrNo ? AnsweredBy.Asked : AnsweredBy.Judge, Expected(question), Otherwise(question));
    }

    /// <summary>Only where the answer speaks of the text can another text help.</summary>
    static Otherwise Otherwise(Question question) =>
        question.Id is PerPower or TextAgreement.Service ? Rooms.Otherwise.ChangesText
        : Recusals.Contains(question.Id) ? Rooms.Otherwise.AsksForRecusal
        : Rooms.Otherwise.EndsMeeting;

    /// <summary>Whether papers may be served on the agent is for the principal to say; the text must say the same (RF-06).</summary>
    static bool? Expected(Question question, AuthorizationFacts facts) =>
        question.Id == TextAgreement.Service ? facts.MayReceiveService : Expected(question);

    static bool? Expected(Question question) => question.Expected switch { "yes" => true, "no" => false, _ => null };

    /// <summary>An answer in free words is compared with the text by the judge, after the reading and for every new text (RF-06).</summary>
    async Task<RoomQuestion?> Compare(CourtDb db, Room room, AuthorizationFacts facts, DateOnly on)
    {
        var answer = await db.Set<RoomAnswer>().FirstOrDefaultAsync(one =>
            one.RoomId == room.Id && one.Question == TextAgreement.Admissions && one.SupersededAt == null);
        if (answer is null)
        {
            return null;
        }

        var said = answer.AnswerUnder(keys.Of(Case.OwnerOf(room.CaseId)));
        var wording = texts.InForce(LegalTextId.TextComparison, LegalTexts.Authoritative, on)["admissions"].Text;
        string In(string language) => texts.InForce(LegalTextId.TextComparison, language, on)["admissions"].Fill(new Dictionary<string, string>
        {
            ["answer"] = Quoted(said, language),
            ["clause"] = Quoted(
                PowerOfAttorneyText.Admissions(texts.InForce(LegalTextId.PowerOfAttorney, language, on), facts.ExcludedAdmissions), language),
        });
        // The digest is of the wording without what was said: it stands in the journal, where nobody shall try out short answers.
        return new RoomQuestion(TextAgreement.AdmissionsAgree, In(LegalTexts.Authoritative), In, Digest(wording), YesOrNo: true, Mandatory: true,
            AnsweredBy.Judge, Expected: true, Rooms.Otherwise.ChangesText);
    }

    /// <summary>In Chinese the stop comes after the closing quotation mark, where the question has its own.</summary>
    static string Quoted(string sentence, string language) => language == "en" ? sentence : sentence.TrimEnd('。', '.');

    static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

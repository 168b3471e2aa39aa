using System.Globalization;
using System.Text.Json.Nodes;
using Mingzheng.Base;

namespace Mingzheng.Witnessing.Texts;

/// <summary>Template data of the record. Places: signature:SLOT for each of the signers given.</summary>
public static class RecordDocument
{
    public const string Template = "record";

    /// <summary>The text of the day on which the meeting was opened.</summary>
    public static LegalText Wording(RecordFacts facts, LegalTexts texts) =>
        texts.InForce(LegalTextId.Record, LegalTexts.Authoritative, BeijingTime.DateOf(facts.Opened));

    public static JsonObject Data(RecordFacts facts, LegalTexts texts)
    {
        var language = facts.Language;
        var on = BeijingTime.DateOf(facts.Opened);
        var chinese = Wording(facts, texts);
        var shown = texts.InForce(LegalTextId.Record, language, on);
        TemplateData.Pair Fixed(string clause) => TemplateData.Both(chinese[clause].Text, shown[clause].Text);
        return TemplateData.From(new
        {
            Head = TemplateData.Head(language, TemplateData.Title(chinese, shown), facts.Case, on),
            facts.SessionNumber,
            Room = TemplateData.Both(facts.Room, language),
            Opened = Moment(facts.Opened),
            Drafted = Moment(facts.Drafted),
            PrincipalTime = LocalTime(facts),
            facts.Judge,
            facts.Clerk,
            Participants = facts.Participants.Select(participant => Participant(participant, language)),
            Notice = Fixed("notice"),
            Alone = Fixed("alone"),
            Result = Fixed("result"),
            Confirmation = Fixed("confirmation"),
            Notices = facts.Notices.Select(notice => new { notice.Title, notice.ToldTo, notice.Version, notice.Sha256, At = Texts.Wording.Second(notice.At) }),
            Answers = facts.Answers.Select(answer => Answer(answer, language)),
            Readings = facts.Readings.Select(Reading),
            Confirmations = facts.Confirmations.Select(given => Confirmation(given, language)),
            Documents = facts.Documents.Select(Document),
            Uninterrupted = facts.Interruptions.Count == 0,
            Events = Events(facts, language),
            Corrections = facts.Corrections.Select(Correction),
            Signers = facts.Signers.Select(signer => TemplateData.Signer(signer, language)),
        });
    }

    static string Moment(DateTimeOffset instant) => $"{BeijingTime.Chinese(BeijingTime.DateOf(instant))}{Texts.Wording.Second(instant)}";

    static object LocalTime(RecordFacts facts)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(facts.PrincipalTimeZone);
        string Clock(DateTimeOffset instant) =>
            TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        return new { Zone = facts.PrincipalTimeZone, Opened = Clock(facts.Opened), Drafted = Clock(facts.Drafted) };
    }

    static object Participant(ParticipantFacts participant, string language) => new
    {
        Role = TemplateData.Both(participant.Role, language),
        participant.Name,
        participant.Whereabouts,
        Identity = TemplateData.Both(participant.Identity, language),
        Joined = Texts.Wording.Second(participant.Joined),
    };

    static object Answer(AnswerFacts answer, string language) => new
    {
        answer.Id,
        Question = TemplateData.Both(answer.Question, language),
        answer.AnsweredBy,
        answer.Answer,
        answer.Sha256,
        At = Texts.Wording.Second(answer.At),
        Recorded = Texts.Wording.Offset(answer.Recorded),
        Replaced = Second(answer.Replaced),
    };

    static object Reading(ReadingFacts reading) => new
    {
        reading.Document,
        reading.Reader,
        reading.Sha256,
        Begun = Texts.Wording.Offset(reading.Begun),
        Ended = Texts.Wording.Offset(reading.Ended),
    };

    static object Confirmation(PowerConfirmationFacts given, string language) => new
    {
        given.Code,
        Power = TemplateData.Both(given.Power, language),
        given.Agent,
        given.Agreed,
        At = Texts.Wording.Second(given.At),
        Replaced = Second(given.Replaced),
    };

    static object Document(SignedDocumentFacts document) => new
    {
        document.Document,
        document.Sha256,
        Signatures = document.Signatures.Select(signature => new { signature.Signer, At = Texts.Wording.Second(signature.At) }),
    };

    /// <summary>What is missing of the recording and what else happened, one after the other as it came about.</summary>
    static IEnumerable<object> Events(RecordFacts facts, string language) =>
        facts.Interruptions.Select(one => (At: one.From, Said: Interruption(one, language)))
            .Concat(facts.Happenings.Select(one => (one.At, Said: Happening(one, language))))
            .OrderBy(one => one.At).Select(one => one.Said);

    static object Happening(HappeningFacts happening, string language) => new
    {
        At = Texts.Wording.Second(happening.At),
        What = TemplateData.Both(happening.What, language),
    };

    static object Interruption(InterruptionFacts interruption, string language) => new
    {
        From = Texts.Wording.Second(interruption.From),
        Until = Second(interruption.Until),
        Reason = TemplateData.Both(interruption.Reason, language),
    };

    static object Correction(CorrectionFacts correction) => new
    {
        correction.AskedBy,
        At = Texts.Wording.Second(correction.At),
        correction.Text,
        correction.Version,
        correction.Sha256,
    };

    static string? Second(DateTimeOffset? instant) => instant is { } known ? Texts.Wording.Second(known) : null;
}

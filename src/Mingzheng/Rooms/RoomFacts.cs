using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Signing;

namespace Mingzheng.Rooms;

/// <summary>
/// Everything live in a room at one moment. Guards and screens are pure functions of it, so what a screen offers and what an act
/// allows cannot differ.
/// </summary>
public sealed record RoomFacts(
    Room Room,
    IReadOnlyList<RoomParticipant> Participants,
    IReadOnlySet<string> Done,
    IReadOnlyList<RoomAnswer> Answers,
    IReadOnlyList<RoomReading> Readings,
    IReadOnlyDictionary<Guid, int> ClausesRead,
    IReadOnlyList<Document> Documents,
    IReadOnlyList<Ceremony> Ceremonies,
    IReadOnlyDictionary<Guid, Guid> IdentifiedHere,
    IReadOnlyDictionary<(Guid Participant, string Kind), DateTimeOffset> LastRecorded)
{
    public static async Task<RoomFacts> Load(CourtDb db, Room room)
    {
        var participants = await db.Set<RoomParticipant>().Where(row => row.RoomId == room.Id).ToListAsync();
        var steps = await db.Set<RoomStep>().Where(row => row.RoomId == room.Id && row.SupersededAt == null).ToListAsync();
        var answers = await db.Set<RoomAnswer>().Where(row => row.RoomId == room.Id && row.SupersededAt == null).ToListAsync();
        var readings = await db.Set<RoomReading>().Where(row => row.RoomId == room.Id && row.SupersededAt == null).ToListAsync();
        var marks = await db.Set<ReadingMark>()
            .Where(mark => db.Set<RoomReading>().Any(reading => reading.Id == mark.ReadingId && reading.RoomId == room.Id))
            .GroupBy(mark => mark.ReadingId).Select(group => new { group.Key, Read = group.Max(mark => mark.Clause) }).ToListAsync();
        var documents = await db.Set<Document>().Where(row => row.RoomId == room.Id && row.SupersededAt == null).ToListAsync();
        var ceremonies = await db.Set<Ceremony>().Where(row => row.RoomId == room.Id && row.VoidAt == null).ToListAsync();
        var recorded = await db.Set<RecordingSegment>().Where(row => row.RoomId == room.Id)
            .GroupBy(row => new { row.ParticipantId, row.Kind }).Select(group => new { group.Key, Last = group.Max(row => row.ToAt) }).ToListAsync();
        return new RoomFacts(
            room, participants, steps.Select(step => step.Step).ToHashSet(), answers, readings,
            marks.ToDictionary(mark => mark.Key, mark => mark.Read), documents, ceremonies,
            await RoomIdentities.MatchedSince(db, room, participants, answers), recorded.ToDictionary(row => (row.Key.ParticipantId, row.Key.Kind), row => row.Last));
    }

    public RoomParticipant? In(RoomRole role) => Participants.FirstOrDefault(participant => participant.Role == role);

    /// <exception cref="RefusedException">NOT_FOUND: the one who asks is not of this room.</exception>
    public RoomParticipant Me(Guid account) =>
        Participants.FirstOrDefault(participant => participant.AccountId == account) ?? throw Refuse.NotFound();

    /// <summary>The check by which the one in a role was identified in this room; null when there is none.</summary>
    public Guid? IdentificationOf(RoomRole role) =>
        In(role) is { } one && IdentifiedHere.TryGetValue(one.AccountId, out var check) ? check : null;

    /// <summary>Whether nobody but the judge hears what this person says (AW-27).</summary>
    public bool IsAlone(RoomRole role) =>
        Participants.Where(participant => participant.Role != RoomRole.Judge && participant.Role != role).All(participant => participant.IsOutOfEarshot);

    /// <summary>Until when both sound and picture of the person are sealed; null when of one of them nothing is.</summary>
    public DateTimeOffset? RecordedUntil(RoomParticipant one)
    {
        var lasts = RecordingKinds.All.Select(kind => LastRecorded.TryGetValue((one.Id, kind), out var last) ? last : (DateTimeOffset?)null).ToList();
        return lasts.Contains(null) ? null : lasts.Min();
    }

    public Document? Live(string documentKind) => Documents.FirstOrDefault(document => document.Kind == documentKind && document.IsLive);

    public RoomReading? ReadingOf(Document document) => Readings.FirstOrDefault(reading => reading.DocumentId == document.Id && reading.IsLive);

    public RoomAnswer? AnswerTo(string question, RoomRole role) =>
        In(role) is { } asked ? Answers.FirstOrDefault(answer => answer.Question == question && answer.ParticipantId == asked.Id) : null;

    /// <summary>Whose signature stands on the document already, in the order of the step.</summary>
    public IReadOnlyList<RoomRole> SignedBy(Document document, SigningStep step) =>
        [.. step.Signers.Where(role => CeremonyOf(document, role) is { IsDone: true })];

    public Ceremony? CeremonyOf(Document document, RoomRole role) => Ceremonies.FirstOrDefault(ceremony =>
        ceremony.DocumentId == document.Id && ceremony.AccountId == In(role)?.AccountId && ceremony.VoidAt is null);

    /// <summary>The one whose signature comes next, or null when all have signed.</summary>
    public RoomRole? NextSigner(Document document, SigningStep step)
    {
        var signed = SignedBy(document, step);
        return signed.Count == step.Signers.Count ? null : step.Signers.First(role => !signed.Contains(role));
    }
}

using System.Globalization;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Courts;
using Mingzheng.Documents;
using Mingzheng.Journal;
using Mingzheng.Objects;
using Mingzheng.Web;

namespace Mingzheng.Rooms.Screen;

/// <summary>Draws a person's view of a room.</summary>
public sealed class RoomViews(Reads reads, RoomDesk desk, DataKeys keys, JournalReader journal, OpeningTime opening, TimeProvider clock)
{
    public async Task<RoomView> Of(Guid id, Person person, Language language, CancellationToken stop)
    {
        // The cursor is taken before the facts: an entry in between is then sent again rather than missed.
        var cursor = await journal.LastPosition(stop);
        await using var db = reads.Open();
        var room = await db.FindAsync<Room>([id], stop) ?? throw Refuse.NotFound();
        var facts = await RoomFacts.Load(db, room);
        var me = facts.Me(person.Account);
        var court = await db.FindAsync<Court>([room.CourtId], stop) ?? throw Refuse.NotFound();
        var rules = desk.RulesOf(room);
        var key = keys.Of(Case.OwnerOf(room.CaseId));
        return new RoomView(
            facts,
            me,
            facts.Participants.ToDictionary(one => one.Id, one => one.NameUnder(key)),
            await db.FindAsync<Case>([room.CaseId], stop) ?? throw Refuse.NotFound(),
            language == Language.English ? court.NameEn : court.Name,
            court.Hotline,
            rules,
            rules.Procedure.Current(facts.Done) is QuestionsStep step ? await rules.Questions(db, room, step) : [],
            facts.Documents.ToDictionary(one => one.Id, one => one.ClausesUnder(key)),
            await Sizes(db, facts, stop),
            facts.Answers.Where(answer => !answer.Private || me.Role is RoomRole.Judge or RoomRole.Principal)
                .ToDictionary(answer => answer.Id, answer => answer.AnswerUnder(key)),
            rules.Procedure.Current(facts.Done) is SigningStep signing && facts.Live(signing.DocumentKind) is { } signed
                ? await rules.Corrections(db, room, signed)
                : [],
            opening.Of(room) - clock.Now(),
            cursor.ToString(CultureInfo.InvariantCulture));
    }

    static async Task<Dictionary<Guid, long>> Sizes(CourtDb db, RoomFacts facts, CancellationToken stop)
    {
        var sizes = new Dictionary<Guid, long>();
        foreach (var document in facts.Documents)
        {
            sizes[document.Id] = (await db.FindAsync<StoredObject>([document.ObjectId], stop))?.Bytes ?? 0;
        }

        return sizes;
    }
}

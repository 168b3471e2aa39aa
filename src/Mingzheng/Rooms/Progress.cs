using System.Text.Json.Nodes;
using Mingzheng.Base.Database;
using Mingzheng.Documents;

namespace Mingzheng.Rooms;

/// <summary>Moves a room on: after each act the steps whose facts are complete are marked done, in order.</summary>
public static class Progress
{
    /// <summary>Call inside the act, after its own changes.</summary>
    public static async Task Advance(Writing writing, Room room, IProcedureRules rules, Guid by)
    {
        await writing.Db.SaveChangesAsync();
        var facts = await RoomFacts.Load(writing.Db, room);
        var done = facts.Done.ToHashSet();
        while (rules.Procedure.Current(done) is { } step && await IsComplete(writing.Db, facts, rules, step))
        {
            done.Add(step.Id);
            writing.Db.Add(new RoomStep { Id = writing.NewId(), RoomId = room.Id, Step = step.Id, DoneAt = writing.Now, DoneBy = by });
            writing.Journal(room.Stream, "room.step-done", new JsonObject { ["step"] = step.Id });
        }
    }

    static async Task<bool> IsComplete(CourtDb db, RoomFacts facts, IProcedureRules rules, ProcedureStep step) => step switch
    {
        OpeningStep => facts.Room.OpenedAt is not null,
        RollCallStep => facts.Participants.All(participant => participant.AdmittedAt is not null),
        IdentityStep identity => IsIdentified(facts, identity.Of),
        NoticeStep notice => notice.Of.All(role => facts.AnswerTo(notice.Question, role)?.Agreed == true),
        QuestionsStep questions => AllAnswered(facts, questions.Of, await rules.Questions(db, facts.Room, questions))
            && (!questions.Alone || facts.Participants.All(participant => participant.AsideSince is null)),
        ReadingStep reading => facts.Live(reading.DocumentKind) is { } document && IsRead(facts, document),
        SigningStep signing => facts.Live(signing.DocumentKind) is { CompletedAt: not null },
        // A meeting that was stopped has not come to its end.
        ClosingStep => facts.Room is { ClosedAt: not null, IsStopped: false },
        _ => throw new InvalidOperationException($"No rule says when {step.GetType().Name} is complete."),
    };

    /// <summary>The platform matched the face in this room, and the judge compared the paper shown (P-1).</summary>
    public static bool IsIdentified(RoomFacts facts, RoomRole role) =>
        facts.IdentificationOf(role) is not null
        && facts.AnswerTo(PaperQuestion(role), role)?.Agreed == true;

    public static string PaperQuestion(RoomRole role) => $"paper:{role.ToString().ToLowerInvariant()}";

    static bool AllAnswered(RoomFacts facts, RoomRole role, IReadOnlyList<RoomQuestion> questions) =>
        questions.Where(question => question.Mandatory).All(question => question.IsSettledBy(facts.AnswerTo(question.Id, role)));

    static bool IsRead(RoomFacts facts, Document document) => facts.ReadingOf(document)?.FinishedAt is not null;
}

using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Witnessing.Meeting;

namespace Mingzheng.Witnessing.Review;

/// <param name="Sha256">Of the answer as it is kept, as the record prints it.</param>
public sealed record PrivateAnswer(RoomQuestion Question, string Answer, DateTimeOffset At, string Sha256);

/// <summary>What the principal answered while the agent was outside. The judge who decides reads it; the agent never does (AW-27).</summary>
public sealed class PrivateAnswers(DataKeys keys, WitnessingRules rules)
{
    public async Task<IReadOnlyList<PrivateAnswer>> Of(CourtDb db, Guid id)
    {
        var room = await db.FindAsync<Room>(id) ?? throw Refuse.NotFound();
        var facts = await RoomFacts.Load(db, room);
        var key = keys.Of(Case.OwnerOf(room.CaseId));
        var given = new List<PrivateAnswer>();
        foreach (var step in rules.Procedure.Steps.OfType<QuestionsStep>().Where(step => step.Alone))
        {
            foreach (var question in await rules.Questions(db, room, step))
            {
                if (facts.AnswerTo(question.Id, step.Of) is { } answer)
                {
                    given.Add(new PrivateAnswer(question, answer.AnswerUnder(key), answer.At, answer.Sha256));
                }
            }
        }

        return given;
    }
}

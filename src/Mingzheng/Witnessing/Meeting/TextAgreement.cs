using Mingzheng.Base;
using Mingzheng.Documents;
using Mingzheng.Rooms;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>
/// The power of attorney says what the principal answered, or it is not signed: a mandatory answer that contradicts the text leads back to
/// the reading of another text (RF-06, invariant 3). Pure.
/// </summary>
public static class TextAgreement
{
    /// <summary>May papers be served on the agent?</summary>
    public const string Service = "Q-12";

    /// <summary>What may the agent not admit? Answered in free words.</summary>
    public const string Admissions = "Q-11";

    /// <summary>The judge's finding whether that answer and the text agree.</summary>
    public const string AdmissionsAgree = "Q-11:text";

    /// <summary>Asked for each special power by itself (V-2).</summary>
    public const string PerPower = "Q-10:";

    /// <summary>The questions whose answers say otherwise than the text, in the order answered.</summary>
    /// <param name="given">The principal's live answers: question, and yes or no where that was asked.</param>
    public static IReadOnlyList<string> Contradicted(AuthorizationFacts text, IEnumerable<(string Question, bool? Agreed)> given) =>
        [.. given.Where(answer => Contradicts(text, answer.Question, answer.Agreed)).Select(answer => answer.Question)];

    /// <summary>Of what was answered in a room.</summary>
    public static IReadOnlyList<string> Contradicted(AuthorizationFacts text, RoomFacts room) => Contradicted(text,
        room.Answers.Where(answer => answer.ParticipantId == room.In(RoomRole.Principal)?.Id).OrderBy(answer => answer.At)
            .Select(answer => (answer.Question, answer.Agreed)));

    public static Refusal? Objection(AuthorizationFacts text, RoomFacts room, Document document) =>
        document.Kind == WitnessingProcedure.PowerOfAttorney && Contradicted(text, room) is [var question, ..]
            ? new Refusal("ANSWER_CONTRADICTS_TEXT", "RF-06", new Said(WordOf(question))) { Status = StatusCodes.Status409Conflict }
            : null;

    /// <summary>The key of the word by which people know what a question is about.</summary>
    public static string WordOf(string question) => question.StartsWith(PerPower, StringComparison.Ordinal)
        ? $"cases.power.{question[PerPower.Length..]}"
        : question == Service ? "witnessing.contradicted.service" : "witnessing.contradicted.admissions";

    static bool Contradicts(AuthorizationFacts text, string question, bool? agreed) => question switch
    {
        Service => agreed is { } yes && yes != text.MayReceiveService,
        AdmissionsAgree => agreed == false,
        _ => question.StartsWith(PerPower, StringComparison.Ordinal) && agreed == false && text.Powers.Contains(question[PerPower.Length..]),
    };
}

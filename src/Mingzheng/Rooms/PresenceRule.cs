using Mingzheng.Base;

namespace Mingzheng.Rooms;

/// <summary>
/// Who must be in the room, seen and heard by the recorder, for what is done there (witnessing rules 8.3: the judge, the principal and each
/// agent who signs; rules 23: when the recorder fails, the session may not continue). Every guard and every screen asks here. Pure: facts
/// and time are passed in.
/// </summary>
static class PresenceRule
{
    /// <summary>Not on record unless the recorder has shown sound and picture of the person this recently.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The judge always (AW-R3). A face and a paper are compared of one who is seen; a notice is given to those who hear it (W-8.2, steps 2 and
    /// 4). A text is read before all who will sign it; it is signed before all whose signatures it bears; an answer is given by the one asked.
    /// </summary>
    public static IReadOnlyList<RoomRole> Needed(Procedure procedure, ProcedureStep step) => step switch
    {
        SigningStep signing => With(signing.Signers),
        ReadingStep reading => With([reading.Reader, .. procedure.SigningOf(reading.DocumentKind)?.Signers ?? []]),
        QuestionsStep questions => With([questions.Of]),
        IdentityStep identity => With([identity.Of]),
        NoticeStep notice => With(notice.Of),
        _ => [],
    };

    /// <summary>Null when <paramref name="me"/> and all others needed are inside and on record; else who is missing.</summary>
    public static Refusal? Objection(RoomFacts facts, RoomParticipant me, IReadOnlyList<RoomRole> needed, DateTimeOffset now) =>
        !me.IsInside ? Conflict("NOT_INSIDE", "AW-27")
        : Absent(facts, needed) is { } absent ? Missing(absent)
        : needed.Contains(me.Role) && !IsOnRecord(facts, me, now) ? Conflict("RECORDER_SILENT", "AW-10")
        : needed.Where(role => !IsOnRecord(facts, facts.In(role)!, now)).Select(role => Missing(role)).FirstOrDefault();

    /// <summary>The first of those needed who is not inside, or null: what a screen can say without asking the clock.</summary>
    public static RoomRole? Absent(RoomFacts facts, IReadOnlyList<RoomRole> needed) =>
        needed.Where(role => facts.In(role) is not { IsInside: true }).Select(role => (RoomRole?)role).FirstOrDefault();

    /// <summary>Sound alone shows nobody and a picture alone says nothing: both (AW-10).</summary>
    static bool IsOnRecord(RoomFacts facts, RoomParticipant one, DateTimeOffset now) =>
        facts.RecordedUntil(one) is { } last && now - last <= Patience;

    static IReadOnlyList<RoomRole> With(IEnumerable<RoomRole> others) => [.. others.Prepend(RoomRole.Judge).Distinct()];

    static Refusal Missing(RoomRole role) => role switch
    {
        RoomRole.Judge => Conflict("JUDGE_MUST_BE_PRESENT", "AW-R3"),
        RoomRole.Principal => Conflict("PRINCIPAL_MUST_BE_PRESENT", "W-8.3"),
        RoomRole.Agent => Conflict("AGENT_MUST_BE_PRESENT", "W-8.3"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No refusal says that this role is missing."),
    };

    static Refusal Conflict(string code, string rule) => new(code, rule) { Status = StatusCodes.Status409Conflict };
}

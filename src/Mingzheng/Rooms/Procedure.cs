using Mingzheng.Base;

namespace Mingzheng.Rooms;

/// <summary>
/// A step of a meeting: what it asks for, of whom. A step is complete when the facts say so; nobody ticks it off.
/// </summary>
/// <param name="Id">Stable, for example "reading".</param>
public abstract record ProcedureStep(string Id);

/// <summary>The judge opens; recording starts.</summary>
public sealed record OpeningStep(string Id) : ProcedureStep(Id);

/// <summary>Everyone expected has been admitted.</summary>
public sealed record RollCallStep(string Id) : ProcedureStep(Id);

/// <summary>One person is identified again in the room, and the judge confirms the paper shown (P-1, OLR 7).</summary>
public sealed record IdentityStep(string Id, RoomRole Of) : ProcedureStep(Id);

/// <summary>Questions to one role; <paramref name="Alone"/> means that the others wait outside. The last answer completes it.</summary>
public sealed record QuestionsStep(string Id, RoomRole Of, bool Alone) : ProcedureStep(Id);

/// <summary>A notice that each of the roles acknowledges.</summary>
public sealed record NoticeStep(string Id, string Question, IReadOnlyList<RoomRole> Of) : ProcedureStep(Id);

/// <summary>A document read aloud by one person, clause by clause.</summary>
public sealed record ReadingStep(string Id, string DocumentKind, RoomRole Reader) : ProcedureStep(Id);

/// <summary>A document signed by the roles, in this order.</summary>
public sealed record SigningStep(string Id, string DocumentKind, IReadOnlyList<RoomRole> Signers) : ProcedureStep(Id);

/// <summary>The judge closes.</summary>
public sealed record ClosingStep(string Id) : ProcedureStep(Id);

/// <summary>
/// The declared order of a meeting. It decides what is legal next (AW-R2); the screen only shows it.
/// </summary>
public sealed record Procedure(string Kind, IReadOnlyList<ProcedureStep> Steps)
{
    /// <summary>The first step not done, or null when all are.</summary>
    public ProcedureStep? Current(IReadOnlySet<string> done) => Steps.FirstOrDefault(step => !done.Contains(step.Id));

    /// <summary>Null when <paramref name="step"/> is the one to do now; else a refusal that names what is missing.</summary>
    public Refusal? MayDo(string step, IReadOnlySet<string> done)
    {
        if (done.Contains(step))
        {
            return new Refusal("STEP_ALREADY_DONE", "AW-R2", step) { Status = StatusCodes.Status409Conflict };
        }

        var missing = Steps.TakeWhile(earlier => earlier.Id != step).Where(earlier => !done.Contains(earlier.Id)).ToList();
        return missing.Count == 0
            ? null
            : new Refusal("OUT_OF_ORDER", "AW-R2", Words([step]), Words(missing.Select(earlier => earlier.Id)))
            {
                Status = StatusCodes.Status409Conflict,
            };
    }

    /// <summary>The names of steps as people know them: words "rooms.step.ID".</summary>
    static Said Words(IEnumerable<string> steps) => new([.. steps.Select(step => $"rooms.step.{step}")]);

    /// <summary>The step in which a document is read, or null when it is not read aloud.</summary>
    public ReadingStep? ReadingOf(string documentKind) =>
        Steps.OfType<ReadingStep>().FirstOrDefault(step => step.DocumentKind == documentKind);

    /// <summary>
    /// Whether a document is this role's business: the judge's is every one, another's what the role reads or signs. A commitment names its
    /// giver with number and address, which the other side sees masked (witnessing rules 24).
    /// </summary>
    public bool Concerns(string documentKind, RoomRole role) => role == RoomRole.Judge
        || ReadingOf(documentKind)?.Reader == role
        || SigningOf(documentKind)?.Signers.Contains(role) == true;

    public SigningStep? SigningOf(string documentKind) =>
        Steps.OfType<SigningStep>().FirstOrDefault(step => step.DocumentKind == documentKind);
}

using Mingzheng.Base;

namespace Mingzheng.Rooms;

/// <summary>A reading aloud of one document by one person, clause by clause (AW-06, AW-07).</summary>
public sealed class RoomReading
{
    public required Guid Id { get; init; }

    public required Guid RoomId { get; init; }

    public required Guid ParticipantId { get; init; }

    public required Guid DocumentId { get; init; }

    /// <summary>The digest of the text on the prompter; equals the document's.</summary>
    public required string TextSha256 { get; init; }

    /// <summary>How many clauses the text has.</summary>
    public required int Clauses { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public DateTimeOffset? SupersededAt { get; private set; }

    public bool IsLive => SupersededAt is null;

    /// <summary>Clauses are read in order; the last one finishes the reading.</summary>
    public ReadingMark MarkRead(int clause, int alreadyRead, DateTimeOffset now)
    {
        Refuse.If(IsLive && FinishedAt is null ? null : new Refusal("READING_OVER", "AW-R2") { Status = StatusCodes.Status409Conflict });
        Refuse.If(clause == alreadyRead + 1 ? null : new Refusal("CLAUSE_OUT_OF_ORDER", "V-2", alreadyRead + 1) { Status = StatusCodes.Status409Conflict });
        if (clause == Clauses)
        {
            FinishedAt = now;
        }

        return new ReadingMark { ReadingId = Id, Clause = clause, At = now };
    }

    public void Supersede(DateTimeOffset now) => SupersededAt = now;
}

/// <summary>The end of one clause in a reading.</summary>
public sealed class ReadingMark
{
    public required Guid ReadingId { get; init; }

    /// <summary>From 1.</summary>
    public required int Clause { get; init; }

    public required DateTimeOffset At { get; init; }
}

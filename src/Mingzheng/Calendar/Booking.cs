namespace Mingzheng.Calendar;

/// <summary>
/// A judge's time that is taken. One judge is at one place at one time: whoever books holds the judge and compares the times, and the database
/// refuses a second booking of the same start.
/// </summary>
public sealed class Booking
{
    public required Guid Id { get; init; }

    public required Guid CourtId { get; init; }

    public required Guid JudgeId { get; init; }

    /// <summary>What the time is for.</summary>
    public required Guid SubjectId { get; init; }

    public required DateTimeOffset StartsAt { get; set; }

    public required DateTimeOffset EndsAt { get; set; }

    /// <summary>When this time was chosen.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>How often the party, and how often the agent, has moved the meeting.</summary>
    public int MovedByPrincipal { get; set; }

    public int MovedByAgent { get; set; }
}

using Mingzheng.Base;

namespace Mingzheng.Identity;

/// <summary>Where a person stands after comparisons that did not match.</summary>
/// <param name="TriesLeft">Zero while the way is closed.</param>
/// <param name="ClosedUntil">Null while it is open.</param>
public readonly record struct Tries(int TriesLeft, DateTimeOffset? ClosedUntil);

/// <summary>
/// Three mismatches in a row close the comparison for a time (witnessing rules 23, ACC-AW-08), not for ever: a face may have been badly lit,
/// and whoever tries somebody else's paper gets no more than three pictures in that time. Pure: the time is passed in.
/// </summary>
public static class MismatchRule
{
    public const int Most = 3;

    /// <param name="mismatches">Since the last match, the oldest first.</param>
    public static Tries Of(IEnumerable<DateTimeOffset> mismatches, DateTimeOffset now, TimeSpan pause)
    {
        var (count, closedUntil) = (0, DateTimeOffset.MinValue);
        foreach (var at in mismatches)
        {
            // Pictures sent at the same moment as the third do not close the way for longer.
            if (at >= closedUntil)
            {
                count = count == Most ? 1 : count + 1;
                closedUntil = count == Most ? at + pause : closedUntil;
            }
        }

        return now < closedUntil ? new Tries(0, closedUntil) : new Tries(count == Most ? Most : Most - count, null);
    }
}

/// <summary>
/// <c>Identity:MismatchPauseHours</c> (24): for how long three mismatches close the comparison. Who can change it decides how many pictures may be
/// held against one paper in a day.
/// </summary>
public sealed record MismatchPause(TimeSpan Length)
{
    const string Setting = "Identity:MismatchPauseHours";
    const int UsualHours = 24;

    public static MismatchPause From(IConfiguration configuration)
    {
        var hours = configuration.GetValue(Setting, UsualHours);
        return hours >= 1 ? new MismatchPause(TimeSpan.FromHours(hours)) : throw new InvalidOperationException($"{Setting} is at least one hour.");
    }
}

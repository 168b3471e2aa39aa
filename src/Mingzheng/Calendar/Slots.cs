using Mingzheng.Base;

namespace Mingzheng.Calendar;

/// <summary>
/// The times a court offers, by the legal clock (witnessing rules 18): working hours 09:00-12:00 and 14:00-17:30 on working days, not
/// before the working day after acceptance unless the court said that it is urgent. There are always some: who comes late, or missed what was
/// booked, is offered the days from now on, and days on which the judge has nothing free are not counted.
/// </summary>
public static class Slots
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(30);
    public const int DaysOffered = 5;

    static readonly (TimeOnly From, TimeOnly To)[] WorkingHours =
        [(new(9, 0), new(12, 0)), (new(14, 0), new(17, 30))];

    /// <param name="taken">What the judge has already; nothing is offered that would run into it.</param>
    /// <returns>
    /// Instants in order; with <paramref name="urgent"/> the first is <paramref name="now"/> itself, when the judge is free from now on for as
    /// long as a meeting takes.
    /// </returns>
    public static IReadOnlyList<DateTimeOffset> Offer(DateTimeOffset accepted, DateTimeOffset now, bool urgent, IReadOnlyCollection<TakenTime> taken, WorkingDays working)
    {
        var offered = new List<DateTimeOffset>();
        for (var (day, days) = (FirstDay(accepted, now, urgent, working), 0); days < DaysOffered; day = day.AddDays(1))
        {
            var free = StartsOf(day, working).Where(start => start > now && IsFree(start, taken)).ToList();
            days += free.Count > 0 ? 1 : 0;
            offered.AddRange(free);
        }

        return urgent && IsFree(now, taken) ? [now, .. offered] : offered;
    }

    /// <summary>Whether a meeting could begin then if the judge had nothing else: tells a time that is taken from one that never was offered.</summary>
    public static bool IsStart(DateTimeOffset start, DateTimeOffset accepted, DateTimeOffset now, bool urgent, WorkingDays working) =>
        start > now && BeijingTime.DateOf(start) is var day && day >= FirstDay(accepted, now, urgent, working) && StartsOf(day, working).Contains(start);

    /// <summary>Whether a meeting that starts then runs into nothing.</summary>
    public static bool IsFree(DateTimeOffset start, IReadOnlyCollection<TakenTime> taken) => !taken.Any(time => time.Meets(start));

    static DateOnly FirstDay(DateTimeOffset accepted, DateTimeOffset now, bool urgent, WorkingDays working)
    {
        var today = BeijingTime.DateOf(now);
        var usual = working.After(BeijingTime.DateOf(accepted));
        return urgent || usual < today ? today : usual;
    }

    /// <summary>None on a day that is no working day.</summary>
    static IEnumerable<DateTimeOffset> StartsOf(DateOnly day, WorkingDays working)
    {
        foreach (var (from, to) in working.Contains(day) ? WorkingHours : [])
        {
            for (var start = from; start.Add(Length) <= to; start = start.Add(Length))
            {
                yield return BeijingTime.Instant(day, start);
            }
        }
    }
}

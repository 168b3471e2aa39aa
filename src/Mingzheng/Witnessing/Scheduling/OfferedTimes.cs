using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Calendar;

namespace Mingzheng.Witnessing.Scheduling;

/// <summary>Which times a meeting may be given, and which are taken (witnessing rules 18).</summary>
static class OfferedTimes
{
    public const string Field = "start";
    public const string Immediately = "now";

    static readonly TimeOnly NightBegins = new(22, 0);
    static readonly TimeOnly NightEnds = new(7, 0);

    public static async Task<IReadOnlySet<DateTimeOffset>> Taken(CourtDb db, Guid judge, DateTimeOffset now)
    {
        var starts = await db.Set<Booking>().Where(booking => booking.JudgeId == judge && booking.StartsAt >= now - Slots.Length)
            .Select(booking => booking.StartsAt).ToListAsync();
        return starts.ToHashSet();
    }

    /// <summary>Instants in order; when the court said that it is urgent, the first is <paramref name="now"/>.</summary>
    public static IReadOnlyList<DateTimeOffset> Of(Authorization authorization, DateTimeOffset now, IReadOnlySet<DateTimeOffset> taken) =>
        Slots.Offer(authorization.AcceptedAt!.Value, now, authorization.Urgent, taken);

    /// <summary>The start that a form names.</summary>
    /// <exception cref="RefusedException">SLOT_NOT_OFFERED (too early, outside the hours, not a time), SLOT_TAKEN.</exception>
    public static DateTimeOffset Chosen(string? text, Authorization authorization, DateTimeOffset now, IReadOnlySet<DateTimeOffset> taken)
    {
        if (text == Immediately && authorization.Urgent)
        {
            return now;
        }

        var isOffered = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            && microseconds <= DateTimeOffset.MaxValue.ToMicroseconds()
            && Of(authorization, now, new HashSet<DateTimeOffset>()).Contains(Instants.FromMicroseconds(microseconds));
        Refuse.If(isOffered ? null : new Refusal("SLOT_NOT_OFFERED", "W-18") { Field = Field });
        var start = Instants.FromMicroseconds(microseconds);
        return taken.Contains(start) ? throw new RefusedException(IsTaken) : start;
    }

    public static Refusal IsTaken => new("SLOT_TAKEN", "AW-01") { Field = Field, Status = StatusCodes.Status409Conflict };

    /// <summary>The person would have to sit up, or get up, for it.</summary>
    public static bool IsNight(DateTimeOffset start, TimeZoneInfo zone)
    {
        var clock = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime);
        return clock >= NightBegins || clock < NightEnds;
    }
}

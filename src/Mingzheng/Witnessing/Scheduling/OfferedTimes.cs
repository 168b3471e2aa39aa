using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Calendar;
using Mingzheng.Rooms;

namespace Mingzheng.Witnessing.Scheduling;

/// <summary>Which times a meeting may be given, and which are taken (witnessing rules 18).</summary>
static class OfferedTimes
{
    public const string Field = "start";
    public const string Immediately = "now";

    const string UniqueViolation = "23505";

    static readonly TimeOnly NightBegins = new(22, 0);
    static readonly TimeOnly NightEnds = new(7, 0);

    /// <summary>What the judge has from now on.</summary>
    /// <param name="except">The matter whose own time is given up for the new one.</param>
    public static async Task<IReadOnlyList<TakenTime>> Taken(CourtDb db, Guid judge, DateTimeOffset now, Guid? except = null)
    {
        var rows = await (
            from booking in db.Set<Booking>()
            join one in db.Set<Authorization>() on booking.SubjectId equals one.Id into subjects
            from subject in subjects.DefaultIfEmpty()
            join meeting in db.Set<Room>() on subject!.RoomId equals (Guid?)meeting.Id into rooms
            from room in rooms.DefaultIfEmpty()
            where booking.JudgeId == judge && booking.SubjectId != except
                && (booking.EndsAt > now || (room!.OpenedAt != null && room.ClosedAt == null))
            select new { booking.StartsAt, booking.EndsAt, room.OpenedAt, room.ClosedAt }).ToListAsync();
        return [.. rows.Select(row => Stretch(row.StartsAt, row.EndsAt, row.OpenedAt, row.ClosedAt, now))];
    }

    /// <summary>
    /// Pure. A meeting that was closed or stopped before its time gives the rest of it back; in one that is still open the judge sits, also after
    /// its time, and nobody knows for how long: as long as another takes.
    /// </summary>
    public static TakenTime Stretch(DateTimeOffset starts, DateTimeOffset ends, DateTimeOffset? opened, DateTimeOffset? closed, DateTimeOffset now) =>
        closed is { } over ? new TakenTime(starts, over < ends ? over : ends)
        : opened is { } began ? new TakenTime(began < starts ? began : starts, now + Slots.Length > ends ? now + Slots.Length : ends)
        : new TakenTime(starts, ends);

    /// <summary>
    /// Instants in order; when the court said that it is urgent and the judge is free, the first is <paramref name="now"/>. None lies after the
    /// last day of the authority.
    /// </summary>
    /// <param name="last">The last day of the authority; null when it ends with the stages.</param>
    public static IReadOnlyList<DateTimeOffset> Of(
        Authorization authorization, DateOnly? last, DateTimeOffset now, IReadOnlyCollection<TakenTime> taken, WorkingDays working) =>
        [.. Slots.Offer(authorization.AcceptedAt!.Value, now, authorization.Urgent, taken, working).Where(start => TooLate(last, start) is null)];

    static Refusal? TooLate(DateOnly? last, DateTimeOffset start) => Term.Objection(last, BeijingTime.DateOf(start));

    /// <summary>The start that a form names.</summary>
    /// <exception cref="RefusedException">
    /// SLOT_NOT_OFFERED (too early, too late, outside the hours, not a time), SLOT_TAKEN, JUDGE_NOT_FREE_NOW, TERM_END_PAST.
    /// </exception>
    public static DateTimeOffset Chosen(
        string? text, Authorization authorization, DateOnly? last, DateTimeOffset now, IReadOnlyCollection<TakenTime> taken, WorkingDays working)
    {
        Refuse.If(TooLate(last, now) is { } over ? over with { Field = Field } : null);
        if (text == Immediately && authorization.Urgent)
        {
            return Slots.IsFree(now, taken) ? now
                : throw new RefusedException(new Refusal("JUDGE_NOT_FREE_NOW", "AW-01", (int)Slots.Length.TotalMinutes) { Field = Field, Status = StatusCodes.Status409Conflict });
        }

        var isTime = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            && microseconds <= DateTimeOffset.MaxValue.ToMicroseconds();
        var start = isTime ? Instants.FromMicroseconds(microseconds) : default;
        var isGivenAway = Slots.IsStart(start, authorization.AcceptedAt!.Value, now, authorization.Urgent, working) && !Slots.IsFree(start, taken);
        Refuse.If(Of(authorization, last, now, taken, working).Contains(start) ? null
            : isGivenAway && TooLate(last, start) is null ? IsTaken
            : new Refusal("SLOT_NOT_OFFERED", "W-18") { Field = Field });
        return start;
    }

    /// <summary>The index of the database stands behind the comparison: the same start is never given twice.</summary>
    public static async Task Take(CourtDb db)
    {
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException failure) when (failure.InnerException is DbException { SqlState: UniqueViolation })
        {
            throw new RefusedException(IsTaken);
        }
    }

    static Refusal IsTaken => new("SLOT_TAKEN", "AW-01") { Field = Field, Status = StatusCodes.Status409Conflict };

    /// <summary>The person would have to sit up, or get up, for it.</summary>
    public static bool IsNight(DateTimeOffset start, TimeZoneInfo zone)
    {
        var clock = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime);
        return clock >= NightBegins || clock < NightEnds;
    }
}

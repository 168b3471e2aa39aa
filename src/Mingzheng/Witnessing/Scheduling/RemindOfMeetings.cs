using System.Data.Common;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Calendar;
using Mingzheng.Journal;
using Mingzheng.Rooms;

namespace Mingzheng.Witnessing.Scheduling;

/// <summary>
/// Writes down that a meeting is near (AW-01: 24 hours, 2 hours and 10 minutes before, witnessing rules 18); the notice follows from the entry. The
/// act of a reminder is named by meeting, time and distance, so that it is written once, whatever dies in between.
/// </summary>
sealed partial class RemindOfMeetings(Reads reads, Writer writer, Leadership leadership, TimeProvider clock, ILogger<RemindOfMeetings> log) : BackgroundService
{
    static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    /// <summary>From the farthest to the nearest.</summary>
    static readonly TimeSpan[] Distances = [TimeSpan.FromHours(24), TimeSpan.FromHours(2), TimeSpan.FromMinutes(10)];

    /// <summary>
    /// The reminder that is due: the nearest whose moment has come. Null before the first and after the start, and when the time was chosen
    /// after that moment: who has just booked needs no reminder.
    /// </summary>
    public static TimeSpan? Due(DateTimeOffset start, DateTimeOffset chosen, DateTimeOffset now)
    {
        if (now >= start)
        {
            return null;
        }

        var passed = Distances.Where(distance => start - distance <= now).ToList();
        return passed.Count > 0 && chosen < start - passed[^1] ? passed[^1] : null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (leadership.Lead is not null)
                {
                    await RemindAll(stoppingToken);
                }
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException or IOException)
            {
                RemindingFailed(log, failure);
            }
        }
    }

    internal async Task RemindAll(CancellationToken stop)
    {
        var now = clock.Now();
        var latest = now + Distances[0];
        await using var db = reads.Open();
        var near = await (
            from booking in db.Set<Booking>()
            join authorization in db.Set<Authorization>() on booking.SubjectId equals authorization.Id
            join room in db.Set<Room>() on authorization.RoomId equals room.Id
            where booking.StartsAt > now && booking.StartsAt <= latest && room.OpenedAt == null
            select booking).ToListAsync(stop);
        foreach (var booking in near)
        {
            if (Due(booking.StartsAt, booking.At, now) is { } distance)
            {
                await TryRemind(booking, distance, stop);
            }
        }
    }

    /// <summary>One that is refused keeps no other from being reminded.</summary>
    async Task TryRemind(Booking booking, TimeSpan distance, CancellationToken stop)
    {
        try
        {
            await Remind(booking, distance, stop);
        }
        catch (RefusedException refused)
        {
            RemindingFailed(log, refused);
        }
    }

    async Task Remind(Booking booking, TimeSpan distance, CancellationToken stop)
    {
        var command = new Command(ActOf(booking, distance), "system", "witnessing.remind");
        if (await writer.WasDone(command, stop))
        {
            return;
        }

        await writer.Do(command, async writing =>
        {
            var authorization = await writing.Hold<Authorization>(booking.SubjectId);
            writing.Journal(authorization.Stream, "witnessing.near", new JsonObject
            {
                ["minutes"] = (int)distance.TotalMinutes,
                ["room"] = $"{authorization.RoomId:D}",
                ["startsAt"] = booking.StartsAt.ToMicroseconds(),
            });
        }, stop);
    }

    static Guid ActOf(Booking booking, TimeSpan distance) =>
        DerivedId.Of("witnessing.remind", $"{booking.Id:D}", $"{booking.StartsAt.ToMicroseconds()}", $"{(int)distance.TotalMinutes}");

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminders of meetings could not be written and are tried again.")]
    static partial void RemindingFailed(ILogger log, Exception failure);
}

using Mingzheng.Base;
using Mingzheng.Web;

namespace Mingzheng.Rooms;

/// <summary>
/// From when a meeting may be opened. Opening fixes the texts with the date of that day, and what is fixed before its day could only be stopped
/// again; a meeting that is to begin sooner is moved first (AW-01). Pure: the time is passed in.
/// </summary>
/// <param name="Before">So long before the booked time. A court may set another with <c>Rooms:OpensBefore</c>.</param>
public sealed record OpeningTime(TimeSpan Before)
{
    static readonly TimeSpan Usual = TimeSpan.FromMinutes(30);

    /// <exception cref="InvalidOperationException">The setting is below zero.</exception>
    public static OpeningTime From(IConfiguration configuration)
    {
        var before = configuration.GetValue("Rooms:OpensBefore", Usual);
        return before >= TimeSpan.Zero ? new OpeningTime(before) : throw new InvalidOperationException("Rooms:OpensBefore must not be below 0.");
    }

    public DateTimeOffset Of(Room room) => room.StartsAt - Before;

    /// <summary>Null when the meeting may be opened; else from when.</summary>
    public Refusal? Objection(Room room, DateTimeOffset now) => now >= Of(room)
        ? null
        : new Refusal("MEETING_NOT_YET", "AW-01", CourtTime.Exact(Of(room), CourtTime.Beijing)) { Status = StatusCodes.Status409Conflict };
}

using Mingzheng.Base;

namespace Mingzheng.Rooms;

/// <summary>A meeting of a court: who meets, about which case, when it was opened and closed.</summary>
public sealed class Room
{
    /// <summary>The result of a meeting that was stopped before its end.</summary>
    public const string Stopped = "stopped";

    public const string StopNoteColumn = "rooms.stop_note";

    public required Guid Id { get; init; }

    /// <summary>Names the procedure: "witnessing".</summary>
    public required string Kind { get; init; }

    public required Guid CourtId { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>What the meeting is about, for example the authorization that is witnessed.</summary>
    public required Guid SubjectId { get; init; }

    public required DateTimeOffset StartsAt { get; set; }

    public DateTimeOffset? OpenedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The judge's result at closing: "witnessed", or "stopped".</summary>
    public string? Closing { get; private set; }

    /// <summary>What happens in the meeting, for all who are of it, those who wait among them, and for the staff of its court (<see cref="RoomStreams"/>).</summary>
    public string Stream => StreamOf(Id);

    /// <summary>The stream of the judge's private talk with one person.</summary>
    public string PrivateStream => $"room-private:{Id:D}";

    public bool IsStopped => Closing == Stopped;

    public bool IsOpen => OpenedAt is not null && ClosedAt is null;

    public static string StreamOf(Guid id) => $"room:{id:D}";

    public static Guid IdOf(string stream) => Guid.Parse(stream.AsSpan(stream.IndexOf(':') + 1));

    public void Open(DateTimeOffset now)
    {
        Refuse.If(OpenedAt is null ? null : new Refusal("ROOM_ALREADY_OPEN") { Status = StatusCodes.Status409Conflict });
        OpenedAt = now;
    }

    public void Close(string closing, DateTimeOffset now)
    {
        RefuseUnlessOpen();
        (Closing, ClosedAt) = (closing, now);
    }

    /// <summary>What has ended does not change any more (witnessing rules 8.2, step 12).</summary>
    public void RefuseIfClosed() =>
        Refuse.If(ClosedAt is null ? null : new Refusal("ROOM_CLOSED") { Status = StatusCodes.Status409Conflict });

    public void RefuseUnlessOpen() => Refuse.If(
        IsOpen ? null : new Refusal(ClosedAt is null ? "ROOM_NOT_OPEN" : "ROOM_CLOSED") { Status = StatusCodes.Status409Conflict });
}

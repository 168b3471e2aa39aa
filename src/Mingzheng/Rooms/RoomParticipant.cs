using Mingzheng.Base;
using Mingzheng.Objects;

namespace Mingzheng.Rooms;

public enum RoomRole
{
    Principal,
    Agent,
    Judge,
}

/// <summary>A person in a room: arrived in the lobby, admitted by the judge, perhaps asked aside.</summary>
public sealed class RoomParticipant
{
    const string NameColumn = "room_participants.name";

    public required Guid Id { get; init; }

    public required Guid RoomId { get; init; }

    public required Guid AccountId { get; init; }

    public required RoomRole Role { get; init; }

    /// <summary>Sealed under the case's key.</summary>
    public required byte[] Name { get; init; }

    public DateTimeOffset? ArrivedAt { get; private set; }

    public DateTimeOffset? AdmittedAt { get; private set; }

    /// <summary>Since when the person waits outside while the judge speaks with another alone (AW-27).</summary>
    public DateTimeOffset? AsideSince { get; private set; }

    /// <summary>Since when no byte passes to or from the person set aside, as the media node answered; null until it did.</summary>
    public DateTimeOffset? IsolatedAt { get; private set; }

    public bool IsInside => AdmittedAt is not null && AsideSince is null;

    /// <summary>Known to hear nothing of the room. To have been asked outside is not enough (AW-27).</summary>
    public bool IsOutOfEarshot => AdmittedAt is null || IsolatedAt is not null;

    public bool IsWaiting => ArrivedAt is not null && AdmittedAt is null;

    public static byte[] Seal(DataKey key, string name) => key.Seal(NameColumn, name);

    public string NameUnder(DataKey key) => key.Open(NameColumn, Name);

    /// <summary>Coming again after a break finds the place one had.</summary>
    /// <returns>False when the person had arrived before: nothing changes.</returns>
    public bool Arrive(DateTimeOffset now)
    {
        var isFirst = ArrivedAt is null;
        ArrivedAt ??= now;
        return isFirst;
    }

    /// <returns>False when the person had been admitted before: nothing changes.</returns>
    public bool Admit(DateTimeOffset now)
    {
        Refuse.If(ArrivedAt is null ? new Refusal("NOT_ARRIVED") { Status = StatusCodes.Status409Conflict } : null);
        var isFirst = AdmittedAt is null;
        AdmittedAt ??= now;
        return isFirst;
    }

    public void SetAside(DateTimeOffset now)
    {
        Refuse.If(IsInside ? null : new Refusal("NOT_INSIDE") { Status = StatusCodes.Status409Conflict });
        AsideSince = now;
    }

    /// <summary>The media node carried out the setting aside of that instant.</summary>
    /// <returns>False when the person was brought back since: the news is stale and nothing changes.</returns>
    public bool Isolate(DateTimeOffset setAsideAt, DateTimeOffset now)
    {
        var isStill = AsideSince == setAsideAt;
        IsolatedAt = isStill ? IsolatedAt ?? now : IsolatedAt;
        return isStill;
    }

    public void BringBack()
    {
        Refuse.If(AsideSince is not null ? null : new Refusal("NOT_ASIDE") { Status = StatusCodes.Status409Conflict });
        (AsideSince, IsolatedAt) = (null, null);
    }
}

namespace Mingzheng.Rooms;

/// <summary>A step done: when and by whose act. When it has to be repeated it is superseded with the reason, never removed.</summary>
public sealed class RoomStep
{
    public required Guid Id { get; init; }

    public required Guid RoomId { get; init; }

    public required string Step { get; init; }

    public required DateTimeOffset DoneAt { get; init; }

    public required Guid DoneBy { get; init; }

    public DateTimeOffset? SupersededAt { get; private set; }

    public string? SupersededWhy { get; private set; }

    public void Supersede(string why, DateTimeOffset now) => (SupersededAt, SupersededWhy) = (now, why);
}

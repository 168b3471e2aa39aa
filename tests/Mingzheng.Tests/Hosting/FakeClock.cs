namespace Mingzheng.Tests.Hosting;

/// <summary>A clock that stands still until it is moved. Timers run on real time: only what the court writes and decides is dated by it.</summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    DateTimeOffset now = start;

    /// <summary>Wednesday 17 September 2025, 09:00 in Beijing.</summary>
    public static FakeClock OnAWednesdayMorning() => new(new DateTimeOffset(2025, 9, 17, 1, 0, 0, TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan time) => now += time;

    public void Set(DateTimeOffset instant) => now = instant;
}

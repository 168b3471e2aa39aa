namespace Mingzheng.Tests.Media;

/// <summary>Its timers ring ten times as soon as they should: what waits for an answer gives up sooner.</summary>
sealed class HurriedClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Sooner(dueTime), Sooner(period));

    static TimeSpan Sooner(TimeSpan time) => time > TimeSpan.Zero ? time / 10 : time;
}

namespace Mingzheng.Base;

/// <summary>Instants are UTC microseconds everywhere: in the database, in the journal and on the wire.</summary>
public static class Instants
{
    /// <summary>The present instant, cut to whole microseconds so that what is stored equals what was used.</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => FromMicroseconds(ToMicroseconds(clock.GetUtcNow()));

    public static long ToMicroseconds(this DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}

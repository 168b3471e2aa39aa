namespace Mingzheng.Journal;

/// <summary>A bell that any number of waiters hear; ringing is cheap and coalesced. Truth is the table: a missed ring costs one poll.</summary>
public sealed class Wake
{
    TaskCompletionSource bell = New();

    public void Ring() => Interlocked.Exchange(ref bell, New()).TrySetResult();

    /// <summary>Take this before looking at the table, so that a ring between looking and waiting is not lost.</summary>
    public Task Next => Volatile.Read(ref bell).Task;

    /// <summary>Waits for the ring or for <paramref name="atMost"/>; says whether it rang.</summary>
    public static async Task<bool> Wait(Task next, TimeSpan atMost, CancellationToken stop)
    {
        try
        {
            await next.WaitAsync(atMost, stop);
            return true;
        }
        catch (TimeoutException)
        {
            // The poll: other nodes write too, and a ring may have been missed.
            return false;
        }
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

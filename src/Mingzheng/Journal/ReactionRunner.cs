namespace Mingzheng.Journal;

/// <summary>Runs every reaction on the leading node, each at its own pace.</summary>
sealed partial class ReactionRunner(
    IEnumerable<IReaction> reactions, JournalReader journal, Subscriptions subscriptions, Leadership leadership,
    JournalSignals signals, TimeProvider clock, ILogger<ReactionRunner> log) : BackgroundService
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(reactions.Select(reaction => Follow(reaction, stoppingToken)));

    async Task Follow(IReaction reaction, CancellationToken stop)
    {
        Follower? follower = null;
        while (!stop.IsCancellationRequested)
        {
            var next = signals.Placed.Next;
            try
            {
                // While another node leads it moves the position on: what is known of it here is out of date.
                follower = leadership.IsHeld ? follower ?? await Follower.Begin(reaction, journal, subscriptions, clock, log, stop) : null;
                if (follower is not null && await follower.Advance(stop))
                {
                    continue;
                }
            }
#pragma warning disable CA1031 // the database may be away for a moment: begin again from what was remembered
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                follower = null;
                FollowingFailed(log, reaction.Name, failure);
            }
#pragma warning restore CA1031

            await Wake.Wait(next, Poll, stop);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reaction {Name} lost its place in the journal and takes it up again.")]
    static partial void FollowingFailed(ILogger log, string name, Exception failure);
}

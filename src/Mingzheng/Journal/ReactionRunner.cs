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
                if (follower?.Lead != leadership.Lead)
                {
                    follower = leadership.Lead is { } lead ? await Follower.Begin(lead, reaction, journal, subscriptions, clock, log, stop) : null;
                }

                if (follower is not null && await follower.Advance(stop))
                {
                    continue;
                }
            }
            catch (LeadLostException lost)
            {
                follower = null;
                leadership.End(lost.Lead);
                LeadIsOver(log, reaction.Name, lost.Lead);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reaction {Name} stops: another node leads, and lead {Lead} is over.")]
    static partial void LeadIsOver(ILogger log, string name, long lead);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reaction {Name} lost its place in the journal and takes it up again.")]
    static partial void FollowingFailed(ILogger log, string name, Exception failure);
}

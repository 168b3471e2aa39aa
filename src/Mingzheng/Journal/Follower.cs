using Mingzheng.Base;

namespace Mingzheng.Journal;

/// <summary>
/// One reaction's way through the journal while this node leads. What it did is remembered at once; entries that are passed over cost no write, for after a restart
/// they are only passed over again. A stream whose entry fails waits and is tried again, each time later; all others go on.
/// </summary>
sealed partial class Follower(long lead, IReaction reaction, JournalReader journal, Subscriptions subscriptions, TimeProvider clock, ILogger log)
{
    const int MostAtOnce = 500;
    const long MostPassedOver = 5_000;
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    readonly Dictionary<string, HeldStream> held = [];
    long position;
    long remembered;

    /// <summary>The lead in which it follows; in any other it begins anew.</summary>
    public long Lead => lead;

    public static async Task<Follower> Begin(
        long lead, IReaction reaction, JournalReader journal, Subscriptions subscriptions, TimeProvider clock, ILogger log, CancellationToken stop)
    {
        var follower = new Follower(lead, reaction, journal, subscriptions, clock, log);
        follower.position = follower.remembered = await subscriptions.Position(reaction.Name, stop);
        foreach (var one in await subscriptions.Held(reaction.Name, stop))
        {
            follower.held[one.Stream] = one;
        }

        return follower;
    }

    /// <summary>Tries what is held and due, then handles what is new; says whether more is waiting.</summary>
    public async Task<bool> Advance(CancellationToken stop)
    {
        foreach (var one in held.Values.Where(one => one.NextTry <= clock.Now()).ToList())
        {
            await TryAgain(one, stop);
        }

        var entries = await journal.After(position, MostAtOnce, stop);
        foreach (var entry in entries)
        {
            await Take(entry, stop);
        }

        return entries.Count == MostAtOnce;
    }

    async Task Take(PlacedEntry entry, CancellationToken stop)
    {
        var concerns = reaction.Follows(entry.Kind) && !held.ContainsKey(entry.Stream);
        if (concerns && !await Handled(entry, stop))
        {
            await Hold(entry, tries: 1, entry.Position, stop);
        }
        else if (concerns || entry.Position - remembered >= MostPassedOver)
        {
            await subscriptions.Remember(lead, reaction.Name, entry.Position, stop);
            remembered = entry.Position;
        }

        position = entry.Position;
    }

    /// <summary>The entries of a held stream in their order, as far as the reaction has come elsewhere.</summary>
    async Task TryAgain(HeldStream one, CancellationToken stop)
    {
        var from = one.Position - 1;
        while (await journal.After(from, [one.Stream], MostAtOnce, stop) is { Count: > 0 } entries)
        {
            foreach (var entry in entries.TakeWhile(entry => entry.Position <= position).Where(entry => reaction.Follows(entry.Kind)))
            {
                if (!await Handled(entry, stop))
                {
                    await Hold(entry, entry.Position == one.Position ? one.Tries + 1 : 1, position, stop);
                    return;
                }
            }

            from = entries[^1].Position;
        }

        await subscriptions.Release(lead, reaction.Name, one.Stream, stop);
        held.Remove(one.Stream);
    }

    async Task Hold(PlacedEntry entry, int tries, long reached, CancellationToken stop)
    {
        var wait = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, tries - 1), LongestWait.TotalSeconds));
        var one = new HeldStream(entry.Stream, entry.Position, tries, clock.Now() + wait);
        await subscriptions.Hold(lead, reaction.Name, one, reached, stop);
        held[entry.Stream] = one;
        remembered = reached;
    }

    async Task<bool> Handled(PlacedEntry entry, CancellationToken stop)
    {
        try
        {
            await reaction.React(entry, stop);
            return true;
        }
#pragma warning disable CA1031 // whatever fails is tried again; it must not stop other streams
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            ReactionFailed(log, reaction.Name, entry.Kind, entry.Position, failure);
            return false;
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reaction {Name} failed at {Kind}, position {Position}; the stream waits and is tried again.")]
    static partial void ReactionFailed(ILogger log, string name, string kind, long position, Exception failure);
}

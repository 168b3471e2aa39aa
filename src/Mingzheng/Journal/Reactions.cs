using System.Data.Common;
using Mingzheng.Base.Database;

namespace Mingzheng.Journal;

/// <summary>
/// Something that follows from an entry (notify, file, deliver). Called at least once for each entry, in order of position, by
/// one node at a time; it must be idempotent, which the entry's act id makes easy.
/// </summary>
public interface IReaction
{
    /// <summary>Stable name of the durable subscription.</summary>
    string Name { get; }

    Task React(PlacedEntry entry, CancellationToken stop);
}

/// <summary>Runs the reactions on the leading node; each keeps its own position in the database.</summary>
sealed partial class ReactionRunner(
    IEnumerable<IReaction> reactions, JournalReader journal, Reads reads, Writer writer, Leadership leadership,
    JournalSignals signals, ILogger<ReactionRunner> log) : BackgroundService
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(reactions.Select(reaction => Follow(reaction, stoppingToken)));

    async Task Follow(IReaction reaction, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var next = signals.Placed.Next;
            if (leadership.IsHeld && await Advance(reaction, stop))
            {
                continue;
            }

            await Wake.Wait(next, Poll, stop);
        }
    }

    /// <summary>Handles what is waiting; false when nothing was, or when an entry has to be tried again later.</summary>
    async Task<bool> Advance(IReaction reaction, CancellationToken stop)
    {
        try
        {
            var entries = await journal.After(await Position(reaction.Name, stop), 100, stop);
            foreach (var entry in entries)
            {
                await reaction.React(entry, stop);
                await Remember(reaction.Name, entry.Position, stop);
            }

            return entries.Count > 0;
        }
#pragma warning disable CA1031 // a reaction that fails is tried again; it must not stop the others
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            ReactionFailed(log, reaction.Name, failure);
            return false;
        }
#pragma warning restore CA1031
    }

    async Task<long> Position(string name, CancellationToken stop)
    {
        await using var connection = await reads.Connect(stop);
        await using var command = connection.Command("select position from subscriptions where name = @name");
        command.Bind("name", name);
        return await command.ExecuteScalarAsync(stop) is { } position ? Convert.ToInt64(position, null) : -1;
    }

    Task Remember(string name, long position, CancellationToken stop) => writer.Housekeep(async (connection, transaction) =>
    {
        await using var command = connection.Command(
            "insert into subscriptions(name, position) values(@name, @position) on conflict(name) do update set position = @position",
            transaction);
        command.Bind("name", name);
        command.Bind("position", position);
        await command.ExecuteNonQueryAsync(stop);
    }, stop);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reaction {Name} failed; it will be tried again.")]
    static partial void ReactionFailed(ILogger log, string name, Exception failure);
}

using System.Data.Common;
using Mingzheng.Base.Database;

namespace Mingzheng.Journal;

/// <summary>
/// Something that follows from an entry (notify, file, deliver). Called at least once for each entry that it follows, in order of
/// position, by one node at a time; it must be idempotent, which the entry's act id makes easy.
/// </summary>
public interface IReaction
{
    /// <summary>Stable name of the durable subscription.</summary>
    string Name { get; }

    /// <summary>Whether entries of this kind concern it; all others are passed over.</summary>
    bool Follows(string kind);

    Task React(PlacedEntry entry, CancellationToken stop);
}

/// <summary>
/// Runs the reactions on the leading node; each keeps its own position in the database. What a reaction did is remembered at once; entries
/// that are passed over cost no write, for after a restart they are only passed over again.
/// </summary>
sealed partial class ReactionRunner(
    IEnumerable<IReaction> reactions, JournalReader journal, Reads reads, Writer writer, Leadership leadership,
    JournalSignals signals, ILogger<ReactionRunner> log) : BackgroundService
{
    const int MostAtOnce = 500;
    const long MostPassedOver = 5_000;
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(reactions.Select(reaction => Follow(reaction, stoppingToken)));

    async Task Follow(IReaction reaction, CancellationToken stop)
    {
        Cursor? cursor = null;
        while (!stop.IsCancellationRequested)
        {
            var next = signals.Placed.Next;
            if (!leadership.IsHeld)
            {
                // Another node leads and moves the position on: what is known of it here is out of date.
                cursor = null;
            }
            else
            {
                cursor = await Advance(reaction, cursor, stop);
                if (cursor is { HasMore: true })
                {
                    continue;
                }
            }

            await Wake.Wait(next, Poll, stop);
        }
    }

    /// <summary>Handles what is waiting; null when an entry has to be tried again later, from the position that was remembered.</summary>
    async Task<Cursor?> Advance(IReaction reaction, Cursor? known, CancellationToken stop)
    {
        try
        {
            var cursor = known ?? Cursor.At(await Position(reaction.Name, stop));
            var entries = await journal.After(cursor.Position, MostAtOnce, stop);
            foreach (var entry in entries)
            {
                var concerns = reaction.Follows(entry.Kind);
                if (concerns)
                {
                    await reaction.React(entry, stop);
                }

                cursor = cursor with { Position = entry.Position };
                if (concerns || cursor.PassedOver >= MostPassedOver)
                {
                    await Remember(reaction.Name, cursor.Position, stop);
                    cursor = cursor with { Remembered = cursor.Position };
                }
            }

            return cursor with { HasMore = entries.Count == MostAtOnce };
        }
#pragma warning disable CA1031 // a reaction that fails is tried again; it must not stop the others
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            ReactionFailed(log, reaction.Name, failure);
            return null;
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
            """
            insert into subscriptions(name, position) values(@name, @position)
            on conflict(name) do update set position = @position
            where subscriptions.position < @position
            """, transaction);
        command.Bind("name", name);
        command.Bind("position", position);
        await command.ExecuteNonQueryAsync(stop);
    }, stop);

    /// <param name="Position">The last entry handled or passed over.</param>
    /// <param name="Remembered">The same as the database knows it.</param>
    sealed record Cursor(long Position, long Remembered, bool HasMore)
    {
        public long PassedOver => Position - Remembered;

        public static Cursor At(long position) => new(position, position, HasMore: false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Reaction {Name} failed; it will be tried again.")]
    static partial void ReactionFailed(ILogger log, string name, Exception failure);
}

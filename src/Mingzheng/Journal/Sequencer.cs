using System.Data.Common;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Proof.Log;
using Npgsql;

namespace Mingzheng.Journal;

/// <summary>
/// The leader's loop: committed entries get the next gapless positions, the tree grows by their leaves and a signed checkpoint
/// is written, all in one transaction, before anything is published. Never by an insert-time sequence: commits overtake each other.
/// </summary>
sealed partial class Sequencer(
    Writer writer, Leadership leadership, JournalSignals signals, LogKey key, TimeProvider clock, DatabaseOptions database,
    ILogger<Sequencer> log) : BackgroundService
{
    const int LargestBatch = 4096;
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = signals.Written.Next;
            if (!await TryPlace(stoppingToken))
            {
                await Wake.Wait(next, Poll, stoppingToken);
            }
        }
    }

    async Task<bool> TryPlace(CancellationToken stop)
    {
        try
        {
            if (!await leadership.Hold(stop) || await PlaceWaiting(stop) == 0)
            {
                return false;
            }

            signals.Placed.Ring();
            return true;
        }
        catch (Exception failure) when (failure is DbException or IOException)
        {
            PlacingFailed(log, failure);
            await leadership.Release();
            return false;
        }
    }

    /// <summary>Gives positions to what waits; returns how many entries got one.</summary>
    internal async Task<int> PlaceWaiting(CancellationToken stop)
    {
        var placed = 0;
        await writer.Housekeep(async (connection, transaction) =>
        {
            var waiting = await Waiting(connection, transaction, stop);
            placed = waiting.Count;
            if (placed > 0)
            {
                await Place(connection, transaction, waiting, stop);
            }
        }, stop);
        return placed;
    }

    async Task Place(DbConnection connection, DbTransaction transaction, List<WaitingEntry> waiting, CancellationToken stop)
    {
        var size = await Size(connection, transaction, stop);
        var edge = LogTree.RightEdge(size);
        var known = await LogNodes.Read(connection, transaction, edge, stop);
        var growth = LogTree.Append(size, [.. edge.Select(node => known[node])], [.. waiting.Select(entry => LogHash.Leaf(entry.Leaf))]);
        await GivePositions(connection, transaction, waiting, size, stop);
        await LogNodes.Write(connection, transaction, growth.NewNodes, stop);
        await WriteCheckpoint(connection, transaction, growth, stop);
        if (database.Kind == DatabaseKind.Postgres)
        {
            await using var notify = new NpgsqlCommand($"notify {PlacedListener.Channel}", (NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
            await notify.ExecuteNonQueryAsync(stop);
        }
    }

    static async Task<List<WaitingEntry>> Waiting(DbConnection connection, DbTransaction transaction, CancellationToken stop)
    {
        var waiting = new List<WaitingEntry>();
        await using var command = connection.Command($"""
            select u.id, u.stream, u.n, e.leaf from unsequenced u join entries e on e.stream = u.stream and e.n = u.n
            order by u.id limit {LargestBatch}
            """, transaction);
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            waiting.Add(new WaitingEntry(row.GetInt64(0), row.GetString(1), row.GetInt64(2), (byte[])row.GetValue(3)));
        }

        return waiting;
    }

    static async Task<long> Size(DbConnection connection, DbTransaction transaction, CancellationToken stop)
    {
        await using var command = connection.Command("select coalesce(max(size), 0) from checkpoints", transaction);
        return Convert.ToInt64(await command.ExecuteScalarAsync(stop), null);
    }

    static async Task GivePositions(
        DbConnection connection, DbTransaction transaction, List<WaitingEntry> waiting, long position, CancellationToken stop)
    {
        await using var command = connection.Command("""
            insert into positions(position, stream, n) values(@position, @stream, @n);
            delete from unsequenced where id = @id;
            """, transaction);
        foreach (var entry in waiting)
        {
            command.Parameters.Clear();
            command.Bind("position", position++);
            command.Bind("stream", entry.Stream);
            command.Bind("n", entry.N);
            command.Bind("id", entry.Id);
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    async Task WriteCheckpoint(DbConnection connection, DbTransaction transaction, LogGrowth growth, CancellationToken stop)
    {
        await using var command = connection.Command(
            "insert into checkpoints(size, root, note, at) values(@size, @root, @note, @at)", transaction);
        command.Bind("size", growth.Size);
        command.Bind("root", growth.Root);
        command.Bind("note", key.Sign(growth.Size, growth.Root));
        command.Bind("at", clock.Now().ToMicroseconds());
        await command.ExecuteNonQueryAsync(stop);
    }

    sealed record WaitingEntry(long Id, string Stream, long N, byte[] Leaf);

    [LoggerMessage(Level = LogLevel.Error, Message = "Giving positions failed; it will be tried again.")]
    static partial void PlacingFailed(ILogger log, Exception failure);
}

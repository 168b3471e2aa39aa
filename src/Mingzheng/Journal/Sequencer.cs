using System.Data.Common;
using System.Globalization;
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
    Writer writer, Leadership leadership, Leads leads, KeptCheckpoint kept, JournalSignals signals, LogKey key, TimeProvider clock,
    DatabaseOptions database, ILogger<Sequencer> log) : BackgroundService
{
    const int LargestBatch = 4096;
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan PollWhileClosed = TimeSpan.FromSeconds(2);

    /// <summary>The first entry after a pause is placed at once; what a busy court writes within this time is placed together.</summary>
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(40);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = signals.Written.Next;
            switch (await TryPlace(stoppingToken))
            {
                case 0:
                    await Wake.Wait(next, writer.Closed is null ? Poll : PollWhileClosed, stoppingToken);
                    break;
                case < LargestBatch:
                    await Task.Delay(Rest, stoppingToken);
                    break;
            }
        }
    }

    async Task<int> TryPlace(CancellationToken stop)
    {
        try
        {
            if (!await leadership.Hold(stop) || leadership.Lead is not { } lead || await PlaceWaiting(lead, stop) is not { } grown)
            {
                return 0;
            }

            // Right after the commit: a note that the database gave up again must not be kept, for nothing would ever continue it.
            kept.Keep(grown.Note);
            signals.Placed.Ring();
            return grown.Placed;
        }
        catch (Exception failure) when (failure is DbException or IOException or UnauthorizedAccessException or LeadLostException)
        {
            PlacingFailed(log, failure);
            await leadership.Release();
            return 0;
        }
    }

    /// <summary>Gives positions to what waits; returns how many entries got one and the checkpoint that covers them, or null when nothing waits.</summary>
    async Task<Grown?> PlaceWaiting(long lead, CancellationToken stop)
    {
        Grown? grown = null;
        await leads.Housekeep(lead, async (connection, transaction) =>
        {
            var waiting = await Waiting(connection, transaction, stop);
            grown = waiting.Count > 0 ? new Grown(waiting.Count, await Place(connection, transaction, waiting, stop)) : null;
        }, stop);
        return grown;
    }

    async Task<string> Place(DbConnection connection, DbTransaction transaction, List<WaitingEntry> waiting, CancellationToken stop)
    {
        var size = await Size(connection, transaction, stop);
        var edge = LogTree.RightEdge(size);
        var known = await LogNodes.Read(connection, transaction, edge, stop);
        var growth = LogTree.Append(size, [.. edge.Select(node => known[node])], [.. waiting.Select(entry => LogHash.Leaf(entry.Leaf))]);
        await GivePositions(connection, transaction, waiting, size, stop);
        await LogNodes.Write(connection, transaction, growth.NewNodes, stop);
        var note = key.Sign(growth.Size, growth.Root);
        await WriteCheckpoint(connection, transaction, growth, note, stop);
        if (database.Kind == DatabaseKind.Postgres)
        {
            await using var notify = new NpgsqlCommand($"notify {PlacedListener.Channel}", (NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
            await notify.ExecuteNonQueryAsync(stop);
        }

        return note;
    }

    static async Task<List<WaitingEntry>> Waiting(DbConnection connection, DbTransaction transaction, CancellationToken stop)
    {
        var waiting = new List<WaitingEntry>();
        await using var command = connection.Command($"""
            select u.id, e.leaf from unsequenced u join entries e on e.stream = u.stream and e.n = u.n
            order by u.id limit {LargestBatch}
            """, transaction);
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            waiting.Add(new WaitingEntry(row.GetInt64(0), (byte[])row.GetValue(1)));
        }

        return waiting;
    }

    static async Task<long> Size(DbConnection connection, DbTransaction transaction, CancellationToken stop)
    {
        await using var command = connection.Command("select coalesce(max(size), 0) from checkpoints", transaction);
        return Convert.ToInt64(await command.ExecuteScalarAsync(stop), null);
    }

    /// <summary>In the order of <paramref name="waiting"/>, which is that of the ids.</summary>
    static async Task GivePositions(
        DbConnection connection, DbTransaction transaction, List<WaitingEntry> waiting, long position, CancellationToken stop)
    {
        // By id and not "all that wait": on PostgreSQL others may have committed since they were read.
        var ids = string.Join(", ", waiting.Select(entry => entry.Id.ToString(CultureInfo.InvariantCulture)));
        await using var command = connection.Command($"""
            insert into positions(position, stream, n)
              select @position + row_number() over (order by id) - 1, stream, n from unsequenced where id in ({ids});
            delete from unsequenced where id in ({ids});
            """, transaction);
        command.Bind("position", position);
        await command.ExecuteNonQueryAsync(stop);
    }

    async Task WriteCheckpoint(DbConnection connection, DbTransaction transaction, LogGrowth growth, string note, CancellationToken stop)
    {
        await using var command = connection.Command(
            "insert into checkpoints(size, root, note, at) values(@size, @root, @note, @at)", transaction);
        command.Bind("size", growth.Size);
        command.Bind("root", growth.Root);
        command.Bind("note", note);
        command.Bind("at", clock.Now().ToMicroseconds());
        await command.ExecuteNonQueryAsync(stop);
    }

    sealed record Grown(int Placed, string Note);

    sealed record WaitingEntry(long Id, byte[] Leaf);

    [LoggerMessage(Level = LogLevel.Error, Message = "Giving positions failed; it will be tried again.")]
    static partial void PlacingFailed(ILogger log, Exception failure);
}

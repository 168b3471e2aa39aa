using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Mingzheng.Base.Database;

/// <summary>
/// SQLite wants one writer. Acts queue here; whatever waits when the disk is free goes into one transaction, each act in a
/// savepoint of its own, and all of them are answered after the one durable commit (group commit).
/// </summary>
sealed partial class SqliteWriter : Writer, IAsyncDisposable
{
    const int LargestBatch = 1000;

    readonly Channel<Item> queue = Channel.CreateBounded<Item>(new BoundedChannelOptions(10_000) { SingleReader = true });
    readonly SqliteConnection connection;
    readonly Commands commands;
    readonly IHostApplicationLifetime court;
    readonly ILogger<SqliteWriter> log;
    readonly Task loop;

    /// <summary>One for all acts, emptied after each: making a context costs as much as a small act.</summary>
    readonly CourtDb db;

    public SqliteWriter(
        DatabaseOptions database, IEnumerable<ITables> modules, Reads reads, TimeProvider clock, IHostApplicationLifetime court,
        ILogger<SqliteWriter> log)
        : base(reads, clock)
    {
        this.court = court;
        this.log = log;
        connection = new SqliteConnection(database.Connection);
        connection.Open();
        using var pragma = connection.Command("pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;");
        pragma.ExecuteNonQuery();
        commands = new Commands(connection);
        db = new CourtDb(new DbContextOptionsBuilder<CourtDb>().UseSqlite(connection, CourtDb.KeepLists).Options, [.. modules]);
        db.Database.AutoSavepointsEnabled = false;
        loop = Task.Run(Loop);
    }

    internal override Task Housekeep(Func<DbConnection, DbTransaction, Task> work, CancellationToken stop = default) =>
        Enqueue(async transaction =>
        {
            await work(connection, transaction);
            return true;
        }, stop);

    protected override async Task<T> Attempt<T>(Command command, Func<Writing, Task<T>> work, CancellationToken stop)
    {
        var result = await Enqueue(async transaction =>
        {
            try
            {
                return await Perform(db, commands, transaction, command, work);
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }, stop);
        RaiseCommitted();
        return result;
    }

    async Task<T> Enqueue<T>(Func<SqliteTransaction, Task<T>> work, CancellationToken stop)
    {
        var item = new Item<T>(work);
        await queue.Writer.WriteAsync(item, stop);
        return await item.Answer.Task;
    }

    async Task Loop()
    {
#pragma warning disable CA1031 // whatever ended the loop: without it no act would ever be answered
        try
        {
            while (await queue.Reader.WaitToReadAsync())
            {
                await Batch();
            }
        }
        catch (Exception failure)
        {
            GiveUp(failure);
        }
#pragma warning restore CA1031
    }

    /// <summary>
    /// SQLite may roll the whole transaction back by itself (a full disk, a lost lock); then every act in it fails. One act is taken
    /// before the transaction begins, so that a database that cannot begin one answers each act instead of letting all wait.
    /// </summary>
    async Task Batch()
    {
        List<Item> taken = queue.Reader.TryRead(out var first) ? [first] : [];
#pragma warning disable CA1031 // whatever fails here fails the acts of this batch, not those that come after
        try
        {
            await using var transaction = connection.BeginTransaction(deferred: false);
            await db.Database.UseTransactionAsync(transaction);
            for (var i = 0; i < taken.Count; i++)
            {
                await taken[i].RunInSavepoint(commands, transaction);
                if (taken.Count < LargestBatch && queue.Reader.TryRead(out var next))
                {
                    taken.Add(next);
                }
            }

            await transaction.CommitAsync();
            taken.ForEach(item => item.Settle());
        }
        catch (Exception failure)
        {
            var broken = failure as DbException ?? new BrokenTransactionException(failure);
            taken.ForEach(item => item.Fail(broken));
        }
#pragma warning restore CA1031
        finally
        {
            await db.Database.UseTransactionAsync(null);
        }
    }

    /// <summary>Nobody writes any more: what waits fails, what comes fails at once, and the court stops so that it is started anew.</summary>
    void GiveUp(Exception failure)
    {
        WriterDied(log, failure);
        queue.Writer.TryComplete(failure);
        while (queue.Reader.TryRead(out var item))
        {
            item.Fail(failure);
        }

        court.StopApplication();
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        await db.DisposeAsync();
        await connection.DisposeAsync();
    }

    abstract class Item
    {
        public abstract Task RunInSavepoint(Commands commands, SqliteTransaction transaction);

        public abstract void Settle();

        public abstract void Fail(Exception failure);
    }

    sealed class Item<T>(Func<SqliteTransaction, Task<T>> work) : Item
    {
        Exception? failed;
        T? result;

        public TaskCompletionSource<T> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async Task RunInSavepoint(Commands commands, SqliteTransaction transaction)
        {
            await commands.Of("savepoint act", transaction).ExecuteNonQueryAsync();
#pragma warning disable CA1031 // whatever goes wrong inside belongs to this act alone: the others of the batch go on
            try
            {
                result = await work(transaction);
                await commands.Of("release act", transaction).ExecuteNonQueryAsync();
            }
            catch (Exception failure)
            {
                failed = failure;
                await commands.Of("rollback to act", transaction).ExecuteNonQueryAsync();
            }
#pragma warning restore CA1031
        }

        public override void Settle()
        {
            if (failed is null)
            {
                Answer.SetResult(result!);
            }
            else
            {
                Answer.SetException(failed);
            }
        }

        /// <summary>An act that failed by itself says why; the others of its batch learn what became of the batch.</summary>
        public override void Fail(Exception failure) => Answer.TrySetException(failed ?? failure);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The one writer of the database ended; the court stops.")]
    static partial void WriterDied(ILogger log, Exception failure);
}

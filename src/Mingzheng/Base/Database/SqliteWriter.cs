using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Mingzheng.Base.Database;

/// <summary>
/// SQLite wants one writer. Acts queue here; whatever waits when the disk is free goes into one transaction, each act in a
/// savepoint of its own, and all of them are answered after the one durable commit (group commit).
/// </summary>
sealed class SqliteWriter : Writer, IAsyncDisposable
{
    const int LargestBatch = 1000;

    readonly Channel<Item> queue = Channel.CreateBounded<Item>(new BoundedChannelOptions(10_000) { SingleReader = true });
    readonly SqliteConnection connection;
    readonly Commands commands;
    readonly Task loop;

    /// <summary>One for all acts, emptied after each: making a context costs as much as a small act.</summary>
    readonly CourtDb db;

    public SqliteWriter(DatabaseOptions database, IEnumerable<ITables> modules, Reads reads, TimeProvider clock)
        : base(reads, clock)
    {
        connection = new SqliteConnection(database.Connection);
        connection.Open();
        using var pragma = connection.Command("pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;");
        pragma.ExecuteNonQuery();
        commands = new Commands(connection);
        db = new CourtDb(new DbContextOptionsBuilder<CourtDb>().UseSqlite(connection).Options, [.. modules]);
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
        while (await queue.Reader.WaitToReadAsync())
        {
            await Batch();
        }
    }

    async Task Batch()
    {
        var done = new List<Item>();
        try
        {
            await using var transaction = connection.BeginTransaction(deferred: false);
            await db.Database.UseTransactionAsync(transaction);
            while (done.Count < LargestBatch && queue.Reader.TryRead(out var item))
            {
                done.Add(item);
                await item.RunInSavepoint(commands, transaction);
            }

            await transaction.CommitAsync();
            done.ForEach(item => item.Settle());
        }
        catch (SqliteException failure)
        {
            done.ForEach(item => item.Fail(failure));
        }
        finally
        {
            await db.Database.UseTransactionAsync(null);
        }
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

        public override void Fail(Exception failure) => Answer.TrySetException(failure);
    }
}

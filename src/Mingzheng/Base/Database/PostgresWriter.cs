using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Mingzheng.Base.Database;

/// <summary>Each act is one transaction on PostgreSQL; acts on one subject follow each other by row locks.</summary>
sealed class PostgresWriter(NpgsqlDataSource source, IEnumerable<ITables> modules, Reads reads, TimeProvider clock)
    : Writer(reads, clock)
{
    const int MostTries = 4;
    const int MostIdle = 100;

    readonly IReadOnlyList<ITables> modules = [.. modules];
    readonly DbContextOptions<CourtDb> options = new DbContextOptionsBuilder<CourtDb>().UseNpgsql(source).Options;

    /// <summary>Empty contexts, used again: making one costs as much as a small act.</summary>
    readonly ConcurrentQueue<CourtDb> idle = new();

    internal override async Task Housekeep(Func<DbConnection, DbTransaction, Task> work, CancellationToken stop = default)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await work(connection, transaction);
        await transaction.CommitAsync(stop);
    }

    protected override async Task<T> Attempt<T>(Command command, Func<Writing, Task<T>> work, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Once(command, work, stop);
            }
            catch (Exception failure) when (attempt < MostTries && MayPassNextTime(failure))
            {
                // A deadlock victim, or the same act arriving twice at once: the second look finds the first result.
            }
        }
    }

    async Task<T> Once<T>(Command command, Func<Writing, Task<T>> work, CancellationToken stop)
    {
        var db = idle.TryDequeue(out var waiting) ? waiting : Fresh();
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            var result = await Perform(db, new Commands(db.Database.GetDbConnection()), transaction.GetDbTransaction(), command, work);
            await transaction.CommitAsync(stop);
            RaiseCommitted();
            return result;
        }
        finally
        {
            await PutBack(db);
        }
    }

    CourtDb Fresh()
    {
        var db = new CourtDb(options, modules);
        db.Database.AutoSavepointsEnabled = false;
        return db;
    }

    async Task PutBack(CourtDb db)
    {
        db.ChangeTracker.Clear();
        if (idle.Count < MostIdle)
        {
            idle.Enqueue(db);
        }
        else
        {
            await db.DisposeAsync();
        }
    }

    static bool MayPassNextTime(Exception failure)
    {
        var postgres = failure as PostgresException ?? failure.InnerException as PostgresException;
        return postgres?.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            || postgres is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "acts" };
    }
}

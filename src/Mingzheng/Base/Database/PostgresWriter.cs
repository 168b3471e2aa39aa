using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mingzheng.Base.Database;

/// <summary>Each act is one transaction on PostgreSQL; acts on one subject follow each other by row locks.</summary>
sealed class PostgresWriter(NpgsqlDataSource source, IEnumerable<ITables> modules, Reads reads, TimeProvider clock)
    : Writer(reads, clock)
{
    const int MostTries = 4;

    readonly IReadOnlyList<ITables> modules = [.. modules];

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
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var options = new DbContextOptionsBuilder<CourtDb>().UseNpgsql(connection).Options;
        await using var db = new CourtDb(options, modules);
        db.Database.AutoSavepointsEnabled = false;
        await db.Database.UseTransactionAsync(transaction, stop);
        var result = await Perform(db, connection, transaction, command, work);
        await transaction.CommitAsync(stop);
        RaiseCommitted();
        return result;
    }

    static bool MayPassNextTime(Exception failure)
    {
        var postgres = failure as PostgresException ?? failure.InnerException as PostgresException;
        return postgres?.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            || postgres is { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "acts" };
    }
}

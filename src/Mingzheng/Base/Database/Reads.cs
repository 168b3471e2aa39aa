using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mingzheng.Base.Database;

/// <summary>Opens the state for reading. What is changed in such a context is never saved: writes pass <see cref="Writer"/>.</summary>
public sealed class Reads
{
    readonly DbContextOptions<CourtDb> options;
    readonly IReadOnlyList<ITables> modules;
    readonly Func<DbConnection> connect;

    public Reads(DatabaseOptions database, IEnumerable<ITables> modules, NpgsqlDataSource? source = null)
    {
        this.modules = [.. modules];
        var builder = new DbContextOptionsBuilder<CourtDb>().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        (options, connect) = database.Kind == DatabaseKind.Sqlite
            ? (builder.UseSqlite(database.Connection, CourtDb.KeepLists).Options, () => new SqliteConnection(database.Connection))
            : (builder.UseNpgsql(source!).Options, (Func<DbConnection>)source!.CreateConnection);
    }

    public CourtDb Open() => new(options, modules);

    /// <summary>An open plain connection, for the journal's own queries.</summary>
    internal async Task<DbConnection> Connect(CancellationToken stop = default)
    {
        var connection = connect();
        await connection.OpenAsync(stop);
        return connection;
    }
}

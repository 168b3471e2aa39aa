using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mingzheng.Base.Database;

/// <summary>
/// Opens the state for reading. The database refuses every change over these connections: writes pass <see cref="Writer"/>. On
/// PostgreSQL they are a pool of their own, as large as the writer's, because a connection says at its beginning that it only reads.
/// </summary>
public sealed class Reads : IDisposable
{
    const string OnlyReads = "-c default_transaction_read_only=on";

    readonly DbContextOptions<CourtDb> options;
    readonly IReadOnlyList<ITables> modules;
    readonly Func<DbConnection> connect;
    readonly NpgsqlDataSource? source;

    public Reads(DatabaseOptions database, IEnumerable<ITables> modules)
    {
        this.modules = [.. modules];
        var builder = new DbContextOptionsBuilder<CourtDb>().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        if (database.Kind == DatabaseKind.Sqlite)
        {
            var connection = new SqliteConnectionStringBuilder(database.Connection) { Mode = SqliteOpenMode.ReadOnly }.ConnectionString;
            options = builder.UseSqlite(connection, CourtDb.KeepLists).Options;
            connect = () => new SqliteConnection(connection);
        }
        else
        {
            source = database.OpenSource(OnlyReads);
            options = builder.UseNpgsql(source).Options;
            connect = source.CreateConnection;
        }
    }

    public CourtDb Open() => new(options, modules);

    /// <summary>An open plain connection, for the journal's own queries.</summary>
    internal async Task<DbConnection> Connect(CancellationToken stop = default)
    {
        var connection = connect();
        await connection.OpenAsync(stop);
        return connection;
    }

    public void Dispose() => source?.Dispose();
}

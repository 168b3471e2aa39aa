using System.Data.Common;
using Microsoft.Data.Sqlite;
using Mingzheng.Base.Database;
using Npgsql;

namespace Mingzheng.Bench.Hosting;

/// <summary>A database of its own, which goes away with it.</summary>
sealed class BenchDatabase : IAsyncDisposable
{
    /// <summary>Connection string of a PostgreSQL where databases may be made; set by <c>bench/run</c>.</summary>
    const string Variable = "MINGZHENG_TEST_POSTGRES";

    readonly string? name;

    BenchDatabase(DatabaseKind kind, string connection, string? name)
    {
        Kind = kind;
        Connection = connection;
        this.name = name;
    }

    /// <summary>SQLite always; PostgreSQL when one is given.</summary>
    public static IReadOnlyList<DatabaseKind> Kinds =>
        string.IsNullOrEmpty(Server) ? [DatabaseKind.Sqlite] : [DatabaseKind.Sqlite, DatabaseKind.Postgres];

    public DatabaseKind Kind { get; }

    public string Connection { get; }

    public static async Task<BenchDatabase> Create(DatabaseKind kind, string folder)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            return new BenchDatabase(kind, $"Data Source={Path.Combine(folder, "court.db")};Foreign Keys=True;Pooling=True", null);
        }

        var name = $"bench_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await Administer($"create database {name}");
        return new BenchDatabase(kind, new NpgsqlConnectionStringBuilder(Server) { Database = name }.ConnectionString, name);
    }

    public async Task<DbConnection> Open()
    {
        DbConnection connection = Kind == DatabaseKind.Sqlite ? new SqliteConnection(Connection) : new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (name is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await Administer($"drop database {name} with (force)");
        }
        else
        {
            SqliteConnection.ClearAllPools();
        }
    }

    static string? Server => Environment.GetEnvironmentVariable(Variable);

    static async Task Administer(string statement)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // the name is made above
        await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

using Mingzheng.Base.Database;
using Npgsql;

namespace Mingzheng.Tests.Hosting;

/// <summary>A database that one test has to itself and that goes away with it.</summary>
public sealed class CourtDatabase : IAsyncDisposable
{
    /// <summary>Connection string of a PostgreSQL where databases may be made; set by <c>./test</c>.</summary>
    const string Variable = "MINGZHENG_TEST_POSTGRES";

    readonly string? name;

    CourtDatabase(DatabaseKind kind, string connection, string? name)
    {
        Kind = kind;
        Connection = connection;
        this.name = name;
    }

    public static bool PostgresIsGiven => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    public DatabaseKind Kind { get; }

    public string Connection { get; }

    public static async Task<CourtDatabase> Create(DatabaseKind kind, string folder)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            return new CourtDatabase(kind, $"Data Source={Path.Combine(folder, "court.db")};Foreign Keys=True;Pooling=True", null);
        }

        var name = $"court_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await Administer($"create database {name}");
        var connection = new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 20, IncludeErrorDetail = true };
        return new CourtDatabase(kind, connection.ConnectionString, name);
    }

    public async ValueTask DisposeAsync()
    {
        if (name is not null)
        {
            await Administer($"drop database {name} with (force)");
        }
    }

    static string Server => Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException($"{Variable} names no PostgreSQL.");

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

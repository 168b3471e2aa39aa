using Mingzheng.Base.Database;
using Npgsql;

namespace Mingzheng.Tests.Hosting;

/// <summary>A database that one test has to itself and that goes away with it.</summary>
public sealed class CourtDatabase : IAsyncDisposable
{
    /// <summary>Connection string of a PostgreSQL where databases may be made; set by <c>./test</c>.</summary>
    const string Variable = "MINGZHENG_TEST_POSTGRES";

    readonly string? name;
    readonly string folder;
    readonly List<string> copies = [];

    CourtDatabase(DatabaseKind kind, string connection, string? name, string folder)
    {
        Kind = kind;
        Connection = connection;
        this.name = name;
        this.folder = folder;
    }

    public static bool PostgresIsGiven => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    public DatabaseKind Kind { get; }

    public string Connection { get; }

    public static async Task<CourtDatabase> Create(DatabaseKind kind, string folder)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            return new CourtDatabase(kind, $"Data Source={Path.Combine(folder, "court.db")};Foreign Keys=True;Pooling=True", null, folder);
        }

        var name = $"court_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await Administer($"create database {name}");
        var connection = new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 20, IncludeErrorDetail = true };
        return new CourtDatabase(kind, connection.ConnectionString, name, folder);
    }

    /// <summary>A backup under a label, while nobody is connected.</summary>
    public async Task Save(string label)
    {
        copies.Add(label);
        if (name is not null)
        {
            await Administer($"create database {name}_{label} template {name}");
            return;
        }

        CopyFiles(folder, Directory.CreateDirectory(Path.Combine(folder, label)).FullName);
    }

    /// <summary>Puts a backup in the place of what is there, while nobody is connected.</summary>
    public async Task PutBack(string label)
    {
        if (name is not null)
        {
            await Administer($"drop database {name} with (force)");
            await Administer($"create database {name} template {name}_{label}");
            return;
        }

        CopyFiles(Path.Combine(folder, label), folder);
    }

    /// <summary>The write-ahead log belongs to the database: an old one must not stay beside a copy.</summary>
    static void CopyFiles(string from, string to)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var old in Directory.EnumerateFiles(to, "court.db*"))
        {
            File.Delete(old);
        }

        foreach (var file in Directory.EnumerateFiles(from, "court.db*"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (name is not null)
        {
            foreach (var database in copies.Select(label => $"{name}_{label}").Prepend(name))
            {
                await Administer($"drop database if exists {database} with (force)");
            }
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

using Npgsql;

namespace Mingzheng.Base.Database;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Where the court's state lives. Who can change <see cref="Connection"/> can point the court at another journal:
/// guard it like the database itself.
/// </summary>
public sealed record DatabaseOptions(DatabaseKind Kind, string Connection)
{
    const int MostPrepared = 200;

    /// <summary>Reads <c>Database:Kind</c> and <c>Database:Connection</c>; default is SQLite in <c>Data:Folder</c>.</summary>
    public static DatabaseOptions From(IConfiguration configuration)
    {
        var kind = Enum.Parse<DatabaseKind>(configuration["Database:Kind"] ?? nameof(DatabaseKind.Sqlite), ignoreCase: true);
        var folder = configuration["Data:Folder"] ?? "data";
        var connection = configuration["Database:Connection"]
            ?? (kind == DatabaseKind.Sqlite
                ? $"Data Source={Path.Combine(folder, "court.db")};Foreign Keys=True;Pooling=True"
                : throw new InvalidOperationException("Database:Connection is needed for PostgreSQL."));
        return new DatabaseOptions(kind, connection);
    }

    /// <summary>
    /// A pool of connections to PostgreSQL. Statements that come back are prepared on the server, unless the connection string says
    /// otherwise. <paramref name="session"/> holds settings for each session, as on the server's own command line.
    /// </summary>
    internal NpgsqlDataSource OpenSource(string session = "")
    {
        var builder = new NpgsqlDataSourceBuilder(Connection);
        var settings = builder.ConnectionStringBuilder;
        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            settings.MaxAutoPrepare = MostPrepared;
        }

        settings.Options = $"{settings.Options} {session}".Trim();
        return builder.Build();
    }
}

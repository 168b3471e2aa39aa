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
}

using Mingzheng.Base.Database;
using Npgsql;

namespace Mingzheng.Journal;

/// <summary>
/// One node of an installation leads: it gives positions and runs reactions. On PostgreSQL the lead is a session lock of the
/// database; on SQLite it is an exclusively opened file beside the database. Both end with the process.
/// </summary>
public sealed class Leadership(DatabaseOptions database, IConfiguration configuration) : IAsyncDisposable
{
    /// <summary>Any fixed number will do; this one spells "mingzh" in ASCII.</summary>
    const long LockKey = 0x6d696e677a68;

    NpgsqlConnection? connection;
    FileStream? file;

    public bool IsHeld { get; private set; }

    /// <summary>Tries to take or keep the lead.</summary>
    public async Task<bool> Hold(CancellationToken stop)
    {
        IsHeld = database.Kind == DatabaseKind.Postgres ? await HoldLock(stop) : HoldFile();
        return IsHeld;
    }

    async Task<bool> HoldLock(CancellationToken stop)
    {
        var isOpen = connection is { FullState: System.Data.ConnectionState.Open };
        if (IsHeld && isOpen)
        {
            return true;
        }

        try
        {
            if (!isOpen)
            {
                await Release();
                // Not from the pool: a pooled connection would keep the lock after it was given back.
                connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Connection) { Pooling = false }.ConnectionString);
                await connection.OpenAsync(stop);
            }

            await using var command = new NpgsqlCommand("select pg_try_advisory_lock(@key)", connection);
            command.Parameters.AddWithValue("key", LockKey);
            return (bool)(await command.ExecuteScalarAsync(stop))!;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    bool HoldFile()
    {
        if (file is not null)
        {
            return true;
        }

        try
        {
            var folder = configuration["Data:Folder"] ?? "data";
            file = new FileStream(Path.Combine(folder, "leader.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>After a failed write the lead may be lost without our knowing: let go, and take it again.</summary>
    public async Task Release()
    {
        IsHeld = false;
        if (connection is not null)
        {
            await connection.DisposeAsync();
            connection = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Release();
        if (file is not null)
        {
            await file.DisposeAsync();
        }
    }
}

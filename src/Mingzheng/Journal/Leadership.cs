using Mingzheng.Base.Database;
using Npgsql;

namespace Mingzheng.Journal;

/// <summary>
/// One node of an installation leads: it gives positions and runs reactions. On PostgreSQL the lead is a session lock of the
/// database; on SQLite it is an exclusively opened file beside the database. Both end with the process.
/// </summary>
sealed class Leadership(DatabaseOptions database, IConfiguration configuration, KeptCheckpoint kept, Leads leads) : IAsyncDisposable
{
    /// <summary>Any fixed number will do; this one spells "mingzh" in ASCII.</summary>
    const long LockKey = 0x6d696e677a68;

    /// <summary>How long the database may take to say that the lock is still ours: a connection that a firewall dropped never says so.</summary>
    const int SecondsToAnswer = 5;

    NpgsqlConnection? connection;
    FileStream? file;
    int session;
    long lead;

    /// <summary>The number of this node's lead, higher than any before; null while it does not lead.</summary>
    public long? Lead => Interlocked.Read(ref lead) is > 0 and var number ? number : null;

    /// <summary>Tries to take or keep the lead; to be called again and again, by one caller.</summary>
    public async Task<bool> Hold(CancellationToken stop)
    {
        if (Lead is null && session != 0)
        {
            // The lead was ended by a later one: the lock is not what it seems.
            await Release();
        }

        if (!(database.Kind == DatabaseKind.Postgres ? await HoldLock(stop) : HoldFile()))
        {
            Interlocked.Exchange(ref lead, 0);
            // Whoever follows takes acts as well, and must not on a log that went back.
            await kept.IsContinued(stop);
            return false;
        }

        if (Lead is null && await kept.IsContinued(stop))
        {
            var number = await leads.Begin(stop);
            await kept.CatchUp(stop);
            Interlocked.Exchange(ref lead, number);
        }

        return Lead is not null;
    }

    /// <summary>Ends a lead after which another one has begun.</summary>
    public void End(long over) => Interlocked.CompareExchange(ref lead, 0, over);

    async Task<bool> HoldLock(CancellationToken stop)
    {
        try
        {
            if (session == 0)
            {
                return await TakeLock(stop);
            }

            // The lock lives as long as the session that took it, and only the server knows whether it does.
            await using var ask = new NpgsqlCommand("select pg_backend_pid()", connection);
            if ((int)(await ask.ExecuteScalarAsync(stop))! == session)
            {
                return true;
            }
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            // Broken, or closed by Npgsql after an earlier fault: what it held is the server's to give away.
        }

        await Release();
        return false;
    }

    async Task<bool> TakeLock(CancellationToken stop)
    {
        if (connection is not { FullState: System.Data.ConnectionState.Open })
        {
            await Release();
            connection = new NpgsqlConnection(OfItsOwn(database.Connection));
            await connection.OpenAsync(stop);
        }

        await using var command = new NpgsqlCommand("select pg_backend_pid() where pg_try_advisory_lock(@key)", connection);
        command.Parameters.AddWithValue("key", LockKey);
        session = await command.ExecuteScalarAsync(stop) as int? ?? 0;
        return session != 0;
    }

    /// <summary>Not from the pool: a pooled connection would keep the lock after it was given back. It notices soon when nobody answers.</summary>
    static string OfItsOwn(string connection) => new NpgsqlConnectionStringBuilder(connection)
    {
        Pooling = false,
        CommandTimeout = SecondsToAnswer,
        CancellationTimeout = 1000,
        TcpKeepAlive = true,
        TcpKeepAliveTime = SecondsToAnswer,
        TcpKeepAliveInterval = 1,
    }.ConnectionString;

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
        Interlocked.Exchange(ref lead, 0);
        session = 0;
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

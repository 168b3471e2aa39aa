using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Bench.Hosting;
using Mingzheng.Proof.Journal;

namespace Mingzheng.Bench.Append;

/// <summary>
/// The floor: one connection, one prepared command with the six inserts of an act, one durable transaction for each batch; the schema and the
/// settings of the court, in a database of its own. No model, no decision, no digest: every value is made up.
/// </summary>
sealed class RawInserts : IAsyncDisposable
{
    const string Insert = """
        insert into objects(id, owner, media_type, bytes, sha256, cipher_sha256, at) values(@id, @owner, @media, @bytes, @sha256, @sha256, @at);
        insert into acts(id, kind, actor, at, result) values(@act, @kind, @actor, @at, @result);
        insert into streams(id, head) values(@stream, @n) on conflict(id) do update set head = @n;
        insert into entries(stream, n, kind, version, at, actor, act, body, leaf) values(@stream, @n, @kind, @version, @at, @actor, @act, @body, @leaf);
        insert into entry_salts(stream, n, salt) values(@stream, @n, @salt);
        insert into unsequenced(stream, n) values(@stream, @n);
        """;

    readonly DirectoryInfo folder;
    readonly BenchDatabase database;
    readonly DbConnection connection;
    readonly DbCommand command;
    readonly Dictionary<int, long> heads = [];

    RawInserts(DirectoryInfo folder, BenchDatabase database, DbConnection connection)
    {
        this.folder = folder;
        this.database = database;
        this.connection = connection;
        command = connection.CreateCommand();
        command.CommandText = Insert;
    }

    public static async Task<RawInserts> Open(DatabaseKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("mingzheng-bench-");
        var database = await BenchDatabase.Create(kind, folder.FullName);
        var connection = await database.Open();
        if (kind == DatabaseKind.Sqlite)
        {
            // As the court's writer has it.
            await using var pragma = connection.CreateCommand();
            pragma.CommandText = "pragma journal_mode = wal; pragma synchronous = full;";
            await pragma.ExecuteNonQueryAsync();
        }

        await Schema.Upgrade(connection, kind, TimeProvider.System);
        return new RawInserts(folder, database, connection);
    }

    /// <summary>Rows of so many acts a second, <paramref name="batch"/> in one transaction.</summary>
    public async Task<double> Rate(int acts, int batch)
    {
        var start = Stopwatch.GetTimestamp();
        for (var done = 0; done < acts; done += batch)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            command.Transaction = transaction;
            for (var subject = 0; subject < Math.Min(batch, acts - done); subject++)
            {
                await InsertOne(subject);
            }

            await transaction.CommitAsync();
        }

        return acts / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await command.DisposeAsync();
        await connection.DisposeAsync();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    async Task InsertOne(int subject)
    {
        var id = BenchCourt.NewId();
        var digest = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var n = heads[subject] = heads.GetValueOrDefault(subject) + 1;
        Bind("id", database.Kind == DatabaseKind.Sqlite ? $"{id:D}" : id);
        Bind("owner", PaperRow.Owner);
        Bind("media", PaperRow.MediaType);
        Bind("bytes", PaperRow.Bytes);
        Bind("sha256", digest);
        Bind("at", TimeProvider.System.Now().ToMicroseconds());
        Bind("act", $"{id:D}");
        Bind("kind", PaperRow.Kind);
        Bind("actor", PaperRow.Actor);
        Bind("result", $"\"{id:D}\"");
        Bind("stream", PaperRow.StreamOf(subject));
        Bind("n", n);
        Bind("version", 1L);
        Bind("body", $$"""{"object":"{{id:D}}","sha256":"{{digest}}"}""");
        Bind("leaf", RandomNumberGenerator.GetBytes(32));
        Bind("salt", RandomNumberGenerator.GetBytes(JournalEntry.SaltSize));
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first time a parameter is made and, with the last of them, the command is prepared; later only its value changes.</summary>
    void Bind(string name, object value)
    {
        if (command.Parameters.Contains(name))
        {
            command.Parameters[name].Value = value;
            return;
        }

        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
        if (name == "salt")
        {
            command.Prepare();
        }
    }
}

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
/// settings of the court, in a database of its own. No model, no decision, no digest: every value is made up. PostgreSQL gets a whole batch as
/// arrays in one round trip; SQLite, which is in the process, has none to spare and gets act after act.
/// </summary>
sealed class RawInserts : IAsyncDisposable
{
    const string OneByOne = """
        insert into objects(id, owner, media_type, bytes, sha256, cipher_sha256, at) values(@id, @owner, @media, @bytes, @sha256, @sha256, @at);
        insert into acts(id, kind, actor, at, result) values(@act, @kind, @actor, @at, @result);
        insert into streams(id, head) values(@stream, @n) on conflict(id) do update set head = @n;
        insert into entries(stream, n, kind, version, at, actor, act, body, leaf) values(@stream, @n, @kind, @version, @at, @actor, @act, @body, @leaf);
        insert into entry_salts(stream, n, salt) values(@stream, @n, @salt);
        insert into unsequenced(stream, n) values(@stream, @n);
        """;

    const string AllAtOnce = """
        insert into objects(id, owner, media_type, bytes, sha256, cipher_sha256, at)
            select row.id, @owner, @media, @bytes, row.sha256, row.sha256, @at from unnest(@id, @sha256) as row(id, sha256);
        insert into acts(id, kind, actor, at, result)
            select row.act, @kind, @actor, @at, row.result from unnest(@act, @result) as row(act, result);
        insert into streams(id, head) select * from unnest(@stream, @n) on conflict(id) do update set head = excluded.head;
        insert into entries(stream, n, kind, version, at, actor, act, body, leaf)
            select row.stream, row.n, @kind, @version, @at, @actor, row.act, row.body, row.leaf
            from unnest(@stream, @n, @act, @body, @leaf) as row(stream, n, act, body, leaf);
        insert into entry_salts(stream, n, salt) select * from unnest(@stream, @n, @salt);
        insert into unsequenced(stream, n) select * from unnest(@stream, @n);
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
        command.CommandText = database.Kind == DatabaseKind.Sqlite ? OneByOne : AllAtOnce;
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
            Row[] rows = [.. Enumerable.Range(0, Math.Min(batch, acts - done)).Select(NextOf)];
            await (database.Kind == DatabaseKind.Sqlite ? InsertEach(rows) : InsertAll(rows));
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

    Row NextOf(int subject)
    {
        var id = BenchCourt.NewId();
        var digest = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var n = heads[subject] = heads.GetValueOrDefault(subject) + 1;
        return new Row(
            id, digest, PaperRow.StreamOf(subject), n, $$"""{"object":"{{id:D}}","sha256":"{{digest}}"}""",
            RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(JournalEntry.SaltSize));
    }

    async Task InsertEach(Row[] rows)
    {
        foreach (var row in rows)
        {
            BindCommon();
            Bind("id", $"{row.Id:D}");
            Bind("sha256", row.Digest);
            Bind("act", $"{row.Id:D}");
            Bind("result", $"\"{row.Id:D}\"");
            Bind("stream", row.Stream);
            Bind("n", row.N);
            Bind("body", row.Body);
            Bind("leaf", row.Leaf);
            Bind("salt", row.Salt);
            await command.ExecuteNonQueryAsync();
        }
    }

    Task InsertAll(Row[] rows)
    {
        BindCommon();
        Bind("id", Array.ConvertAll(rows, row => row.Id));
        Bind("sha256", Array.ConvertAll(rows, row => row.Digest));
        Bind("act", Array.ConvertAll(rows, row => $"{row.Id:D}"));
        Bind("result", Array.ConvertAll(rows, row => $"\"{row.Id:D}\""));
        Bind("stream", Array.ConvertAll(rows, row => row.Stream));
        Bind("n", Array.ConvertAll(rows, row => row.N));
        Bind("body", Array.ConvertAll(rows, row => row.Body));
        Bind("leaf", Array.ConvertAll(rows, row => row.Leaf));
        Bind("salt", Array.ConvertAll(rows, row => row.Salt));
        return command.ExecuteNonQueryAsync();
    }

    /// <summary>What is the same in every row.</summary>
    void BindCommon()
    {
        Bind("owner", PaperRow.Owner);
        Bind("media", PaperRow.MediaType);
        Bind("bytes", PaperRow.Bytes);
        Bind("at", TimeProvider.System.Now().ToMicroseconds());
        Bind("kind", PaperRow.Kind);
        Bind("actor", PaperRow.Actor);
        Bind("version", 1L);
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

    sealed record Row(Guid Id, string Digest, string Stream, long N, string Body, byte[] Leaf, byte[] Salt);
}

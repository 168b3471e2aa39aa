using System.Data.Common;
using Microsoft.Data.Sqlite;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Proof.Log;
using Mingzheng.Tests.Hosting;
using Npgsql;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>What a court has written, read from outside while it runs.</summary>
sealed class Books(CourtDatabase database)
{
    public async Task<IReadOnlySet<string>> Acts() => (await Read("select id from acts", row => Id(row, 0))).ToHashSet();

    /// <summary>Every entry by stream and number, with its leaf.</summary>
    public async Task<IReadOnlyDictionary<(string Stream, long N), string>> Entries() =>
        (await Read("select stream, n, leaf from entries", row => (Key: (row.GetString(0), row.GetInt64(1)), Leaf: Hex(row, 2))))
        .ToDictionary(entry => entry.Key, entry => entry.Leaf);

    public Task<IReadOnlyList<string>> EntriesOf(string kind) => Read($"select body from entries where kind = '{kind}' order by at", row => row.GetString(0));

    public async Task<string> Text(string query) => (await Read(query, row => row.GetString(0))).Single();

    public async Task<long> Count(string what) => (await Read($"select count(*) from {what}", row => row.GetInt64(0)))[0];

    /// <summary>The newest signed size and root of the log.</summary>
    public async Task<(long Size, string Root)> Checkpoint() =>
        (await Read("select size, root from checkpoints order by size desc limit 1", row => (row.GetInt64(0), Hex(row, 1))))[0];

    /// <summary>The root that the log had at a size, computed anew from the entries as they are now.</summary>
    public async Task<string> RootAt(long size)
    {
        var leaves = await Read(
            $"select p.position, e.leaf from positions p join entries e on e.stream = p.stream and e.n = p.n where p.position < {size} order by p.position",
            row => (Position: row.GetInt64(0), Hash: LogHash.Leaf((byte[])row.GetValue(1))));
        if (!leaves.Select(leaf => leaf.Position).SequenceEqual(Enumerable.Range(0, (int)size).Select(position => (long)position)))
        {
            return $"the log has not {size} entries without a hole";
        }

        var nodes = LogTree.Append(0, [], [.. leaves.Select(leaf => leaf.Hash)]).NewNodes.ToDictionary(node => node.Id, node => node.Hash);
        return Convert.ToHexStringLower(LogTree.Root(size).Compute(id => nodes[id])[0]);
    }

    public Task<IReadOnlyList<SegmentRow>> Segments() => Read(
        "select s.participant_id, p.role, s.kind, s.segment, s.part, s.path, s.sha256, s.from_at, s.to_at from recording_segments s "
        + "join room_participants p on p.id = s.participant_id order by s.participant_id, s.kind, s.segment",
        row => new SegmentRow(
            Id(row, 0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt64(4), row.GetString(5), row.GetString(6),
            Instants.FromMicroseconds(row.GetInt64(7)), Instants.FromMicroseconds(row.GetInt64(8))));

    public Task<IReadOnlyList<(string Participant, string Kind, DateTimeOffset From, DateTimeOffset To)>> Gaps() => Read(
        "select participant_id, kind, from_at, to_at from recording_gaps",
        row => (Id(row, 0), row.GetString(1), Instants.FromMicroseconds(row.GetInt64(2)), Instants.FromMicroseconds(row.GetInt64(3))));

    /// <summary>Attempts to sign a kind of document, the voided ones too.</summary>
    public Task<IReadOnlyList<CeremonyRow>> Ceremonies() => Read(
        "select d.kind, d.version, c.role, c.document_sha256, c.completed_at is not null, c.void_why from ceremonies c "
        + "join documents d on d.id = c.document_id where c.room_id is not null order by c.begun_at",
        row => new CeremonyRow(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetBoolean(4), row.IsDBNull(5) ? null : row.GetString(5)));

    /// <summary>Waits until the books say so.</summary>
    public static async Task Until(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!await condition())
        {
            await Task.Delay(100, limit.Token);
        }
    }

    async Task<IReadOnlyList<T>> Read<T>(string query, Func<DbDataReader, T> row)
    {
        await using var connection = Connection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // every caller passes a constant of its own
        command.CommandText = query;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    DbConnection Connection() => database.Kind == DatabaseKind.Postgres
        ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Connection) { Pooling = false }.ConnectionString)
        : new SqliteConnection(new SqliteConnectionStringBuilder(database.Connection) { Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);

    /// <summary>As the court writes ids: PostgreSQL has a type for them.</summary>
    static string Id(DbDataReader row, int column) => row.GetValue(column) is Guid id ? id.ToString("D") : row.GetString(column);

    static string Hex(DbDataReader row, int column) => Convert.ToHexStringLower((byte[])row.GetValue(column));
}

/// <summary>A sealed piece of one track, as it stands in the books.</summary>
sealed record SegmentRow(
    string Participant, string Role, string Kind, int No, long Part, string Path, string Sha256, DateTimeOffset From, DateTimeOffset To);

/// <summary>An attempt to sign a document.</summary>
sealed record CeremonyRow(string Document, int Version, string Role, string DocumentSha256, bool Completed, string? VoidWhy);

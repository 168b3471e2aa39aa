using System.Data.Common;
using System.Text.Json.Nodes;
using Mingzheng.Base;
using Mingzheng.Base.Database;

namespace Mingzheng.Journal;

/// <summary>Reads entries. Nothing is sent to those who follow before it has its position, so a cursor never skips anything.</summary>
public sealed class JournalReader(Reads reads)
{
    const string Columns = """
        select p.position, e.stream, e.n, e.kind, e.version, e.at, e.actor, e.act, e.body
        from positions p join entries e on e.stream = p.stream and e.n = p.n
        """;

    /// <summary>The next entries of some streams after a position, in order of position.</summary>
    public async Task<IReadOnlyList<PlacedEntry>> After(
        long position, IReadOnlyList<string> streams, int most = 200, CancellationToken stop = default)
    {
        await using var connection = await reads.Connect(stop);
        var names = string.Join(", ", streams.Select((_, i) => $"@s{i}"));
        await using var command = connection.Command(
            $"{Columns} where p.stream in ({names}) and p.position > @after order by p.position limit {most}");
        command.Bind("after", position);
        for (var i = 0; i < streams.Count; i++)
        {
            command.Bind($"s{i}", streams[i]);
        }

        return await Read(command, stop);
    }

    /// <summary>The next entries of the whole journal after a position; for reactions.</summary>
    public async Task<IReadOnlyList<PlacedEntry>> After(long position, int most, CancellationToken stop = default)
    {
        await using var connection = await reads.Connect(stop);
        await using var command = connection.Command($"{Columns} where p.position > @after order by p.position limit {most}");
        command.Bind("after", position);
        return await Read(command, stop);
    }

    /// <summary>Number of the last entry of a stream, whether or not it has its position yet; 0 when there is none.</summary>
    public async Task<long> LastOf(string stream, CancellationToken stop = default)
    {
        await using var connection = await reads.Connect(stop);
        await using var command = connection.Command("select head from streams where id = @stream");
        command.Bind("stream", stream);
        return Convert.ToInt64(await command.ExecuteScalarAsync(stop), null);
    }

    /// <summary>The placed entries of some kinds in some streams, in order of position.</summary>
    public async Task<IReadOnlyList<PlacedEntry>> Of(
        IReadOnlyList<string> streams, IReadOnlyList<string> kinds, CancellationToken stop = default)
    {
        await using var connection = await reads.Connect(stop);
        var streamNames = string.Join(", ", streams.Select((_, i) => $"@s{i}"));
        var kindNames = string.Join(", ", kinds.Select((_, i) => $"@k{i}"));
        await using var command = connection.Command(
            $"{Columns} where e.stream in ({streamNames}) and e.kind in ({kindNames}) order by p.position");
        for (var i = 0; i < streams.Count; i++)
        {
            command.Bind($"s{i}", streams[i]);
        }

        for (var i = 0; i < kinds.Count; i++)
        {
            command.Bind($"k{i}", kinds[i]);
        }

        return await Read(command, stop);
    }

    /// <summary>
    /// What stands in a stream in order of its numbers, placed or not: a paper about a meeting and the page after an act say what happened
    /// however far the log has grown. Nobody follows by it.
    /// </summary>
    public async Task<IReadOnlyList<WrittenEntry>> Written(string stream, IReadOnlyList<string> kinds, CancellationToken stop = default)
    {
        await using var connection = await reads.Connect(stop);
        var names = string.Join(", ", kinds.Select((_, i) => $"@k{i}"));
        await using var command = connection.Command(
            $"select e.kind, e.at, e.body from entries e where e.stream = @stream and e.kind in ({names}) order by e.n");
        command.Bind("stream", stream);
        for (var i = 0; i < kinds.Count; i++)
        {
            command.Bind($"k{i}", kinds[i]);
        }

        var entries = new List<WrittenEntry>();
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            entries.Add(new WrittenEntry(row.GetString(0), Instants.FromMicroseconds(row.GetInt64(1)), JsonNode.Parse(row.GetString(2))!.AsObject()));
        }

        return entries;
    }

    /// <summary>The last position given, or -1 before the first entry.</summary>
    public async Task<long> LastPosition(CancellationToken stop = default)
    {
        await using var connection = await reads.Connect(stop);
        await using var command = connection.Command("select coalesce(max(position), -1) from positions");
        return Convert.ToInt64(await command.ExecuteScalarAsync(stop), null);
    }

    static async Task<IReadOnlyList<PlacedEntry>> Read(DbCommand command, CancellationToken stop)
    {
        var entries = new List<PlacedEntry>();
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            entries.Add(new PlacedEntry(
                row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), (int)row.GetInt64(4),
                Instants.FromMicroseconds(row.GetInt64(5)), row.GetString(6), row.GetString(7),
                JsonNode.Parse(row.GetString(8))!.AsObject()));
        }

        return entries;
    }
}

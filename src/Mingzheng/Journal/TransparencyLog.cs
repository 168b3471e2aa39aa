using System.Data.Common;
using System.Text.Json.Nodes;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Proof.Journal;
using Mingzheng.Proof.Log;

namespace Mingzheng.Journal;

/// <summary>An entry with what proves it: salt, position and the path to the root of a checkpoint.</summary>
public sealed record ProvedEntry(JournalEntry Entry, byte[] Salt, long Position, IReadOnlyList<byte[]> Proof);

/// <summary>The published side of the log: checkpoints, tiles, proofs.</summary>
public sealed class TransparencyLog(Reads reads)
{
    /// <summary>The newest signed checkpoint with its size; null before the first entry.</summary>
    public async Task<(long Size, string Note)?> Checkpoint(CancellationToken stop = default)
    {
        await using var connection = await reads.Connect(stop);
        return await Checkpoint(connection, stop);
    }

    /// <summary>The bytes of a tile or entry bundle, or null when the log is not that large yet.</summary>
    public async Task<byte[]?> Tile(LogTile tile, CancellationToken stop = default)
    {
        await using var connection = await reads.Connect(stop);
        if (await Checkpoint(connection, stop) is not { } checkpoint || !tile.IsWithin(checkpoint.Size))
        {
            return null;
        }

        if (tile.Level == LogTile.Entries)
        {
            return EntryBundle.Encode(await Leaves(connection, tile, stop));
        }

        var hashes = await LogNodes.Read(connection, null, tile.Nodes, stop);
        return [.. tile.Nodes.SelectMany(node => hashes[node])];
    }

    /// <summary>
    /// All placed entries of some streams with proofs to one checkpoint. An entry whose salt was erased is left out: nothing links
    /// it to the log any more.
    /// </summary>
    public async Task<(string Checkpoint, IReadOnlyList<ProvedEntry> Entries)> Prove(IReadOnlyList<string> streams, CancellationToken stop = default)
    {
        await using var connection = await reads.Connect(stop);
        var checkpoint = await Checkpoint(connection, stop) ?? throw Refuse.NotFound();
        var entries = await Salted(connection, streams, checkpoint.Size, stop);
        var plans = entries.ConvertAll(entry => LogTree.Inclusion(entry.Position, checkpoint.Size));
        var nodes = await LogNodes.Read(connection, null, plans.SelectMany(plan => plan.Nodes), stop);
        return (checkpoint.Note, [.. entries.Zip(plans, (entry, plan) => entry with { Proof = plan.Compute(node => nodes[node]) })]);
    }

    static async Task<(long Size, string Note)?> Checkpoint(DbConnection connection, CancellationToken stop)
    {
        await using var command = connection.Command("select size, note from checkpoints order by size desc limit 1");
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? (row.GetInt64(0), row.GetString(1)) : null;
    }

    static async Task<List<byte[]>> Leaves(DbConnection connection, LogTile tile, CancellationToken stop)
    {
        var leaves = new List<byte[]>();
        await using var command = connection.Command("""
            select e.leaf from positions p join entries e on e.stream = p.stream and e.n = p.n
            where p.position >= @from and p.position < @to order by p.position
            """);
        command.Bind("from", tile.Index * LogTile.FullWidth);
        command.Bind("to", tile.Index * LogTile.FullWidth + tile.Width);
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            leaves.Add((byte[])row.GetValue(0));
        }

        return leaves;
    }

    static async Task<List<ProvedEntry>> Salted(DbConnection connection, IReadOnlyList<string> streams, long size, CancellationToken stop)
    {
        await using var command = connection.Command("");
        var names = streams.Select((stream, i) =>
        {
            command.Bind($"s{i}", stream);
            return $"@s{i}";
        }).ToList();
        command.Bind("size", size);
#pragma warning disable CA2100 // parameter names only
        command.CommandText = $"""
            select p.position, e.stream, e.n, e.kind, e.version, e.at, e.actor, e.act, e.body, s.salt
            from positions p join entries e on e.stream = p.stream and e.n = p.n
            join entry_salts s on s.stream = p.stream and s.n = p.n
            where p.stream in ({string.Join(", ", names)}) and p.position < @size order by p.position
            """;
#pragma warning restore CA2100
        var entries = new List<ProvedEntry>();
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            var entry = new JournalEntry(row.GetString(1), row.GetInt64(2), row.GetString(3), (int)row.GetInt64(4), row.GetInt64(5),
                row.GetString(6), Guid.Parse(row.GetString(7)), JsonNode.Parse(row.GetString(8))!.AsObject());
            entries.Add(new ProvedEntry(entry, (byte[])row.GetValue(9), row.GetInt64(0), []));
        }

        return entries;
    }
}

using System.Data.Common;
using System.Globalization;
using Mingzheng.Base.Database;
using Mingzheng.Proof.Log;

namespace Mingzheng.Journal;

/// <summary>The stored nodes of the tree: complete subtrees, written once.</summary>
static class LogNodes
{
    const int MostInOneInsert = 200;

    /// <summary>Reads the nodes in one query; those that are not stored are left out.</summary>
    public static async Task<Dictionary<NodeId, byte[]>> Read(
        DbConnection connection, DbTransaction? transaction, IEnumerable<NodeId> nodes, CancellationToken stop)
    {
        var hashes = new Dictionary<NodeId, byte[]>();
        var wanted = nodes.Distinct().Select(node => string.Create(CultureInfo.InvariantCulture, $"({node.Level}, {node.Index})")).ToList();
        if (wanted.Count == 0)
        {
            return hashes;
        }

        // A join and not "in (...)": that way both databases look each node up by its key.
        await using var command = connection.Command($"""
            with wanted(level, idx) as (values {string.Join(", ", wanted)})
            select n.level, n.idx, n.hash from wanted w join log_nodes n on n.level = w.level and n.idx = w.idx
            """, transaction);
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            hashes[new NodeId((int)row.GetInt64(0), row.GetInt64(1))] = (byte[])row.GetValue(2);
        }

        return hashes;
    }

    public static async Task Write(DbConnection connection, DbTransaction transaction, IEnumerable<LogNode> nodes, CancellationToken stop)
    {
        foreach (var some in nodes.Chunk(MostInOneInsert))
        {
            var rows = some.Select((node, i) => string.Create(CultureInfo.InvariantCulture, $"({node.Id.Level}, {node.Id.Index}, @h{i})"));
            await using var command = connection.Command(
                $"insert into log_nodes(level, idx, hash) values {string.Join(", ", rows)}", transaction);
            foreach (var (i, node) in some.Index())
            {
                command.Bind(string.Create(CultureInfo.InvariantCulture, $"h{i}"), node.Hash);
            }

            await command.ExecuteNonQueryAsync(stop);
        }
    }
}

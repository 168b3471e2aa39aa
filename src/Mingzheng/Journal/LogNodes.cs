using System.Data.Common;
using Mingzheng.Base.Database;
using Mingzheng.Proof.Log;

namespace Mingzheng.Journal;

/// <summary>The stored nodes of the tree: complete subtrees, written once.</summary>
static class LogNodes
{
    /// <summary>Reads the nodes in one query per level.</summary>
    public static async Task<Dictionary<NodeId, byte[]>> Read(
        DbConnection connection, DbTransaction? transaction, IEnumerable<NodeId> nodes, CancellationToken stop)
    {
        var hashes = new Dictionary<NodeId, byte[]>();
        foreach (var level in nodes.Distinct().GroupBy(node => node.Level))
        {
            await using var command = connection.Command("", transaction);
            var names = level.Select((node, i) =>
            {
                command.Bind($"i{i}", node.Index);
                return $"@i{i}";
            }).ToList();
#pragma warning disable CA2100 // parameter names only
            command.CommandText = $"select idx, hash from log_nodes where level = {level.Key} and idx in ({string.Join(", ", names)})";
#pragma warning restore CA2100
            await using var row = await command.ExecuteReaderAsync(stop);
            while (await row.ReadAsync(stop))
            {
                hashes[new NodeId(level.Key, row.GetInt64(0))] = (byte[])row.GetValue(1);
            }
        }

        return hashes;
    }

    public static async Task Write(DbConnection connection, DbTransaction transaction, IEnumerable<LogNode> nodes, CancellationToken stop)
    {
        await using var command = connection.Command("insert into log_nodes(level, idx, hash) values(@level, @idx, @hash)", transaction);
        foreach (var node in nodes)
        {
            command.Parameters.Clear();
            command.Bind("level", (long)node.Id.Level);
            command.Bind("idx", node.Id.Index);
            command.Bind("hash", node.Hash);
            await command.ExecuteNonQueryAsync(stop);
        }
    }
}

using System.Data.Common;
using Mingzheng.Base.Database;
using Shouldly;

namespace Mingzheng.Tests.Hosting;

/// <summary>
/// One row in every table, whatever the tables are: each id and each text is the same, so each reference leads to the one row that there is.
/// </summary>
static class FilledTables
{
    const string Id = "019a8c3e-6000-7000-8000-000000000001";

    const string SqliteColumns = """
        select m.name, p.name, lower(p.type) from sqlite_master m join pragma_table_info(m.name) p
        where m.type = 'table' and m.name not like 'sqlite_%' and m.name <> 'schema_scripts'
        """;

    const string PostgresColumns = """
        select table_name, column_name, data_type from information_schema.columns
        where table_schema = 'public' and table_name <> 'schema_scripts' and is_identity = 'NO'
        """;

    /// <summary>Fills what is empty and returns the names of all tables.</summary>
    public static async Task<IReadOnlyList<string>> Fill(DbConnection connection, DatabaseKind kind)
    {
        var tables = (await Columns(connection, kind)).GroupBy(column => column.Table).ToList();
        var waiting = tables.ToList();
        for (var round = 0; waiting.Count > 0; round++)
        {
            round.ShouldBeLessThan(tables.Count, $"no row fits into {string.Join(", ", waiting.Select(table => table.Key))}");
            var refused = new List<IGrouping<string, (string Table, string Column, string Type)>>();
            foreach (var table in waiting)
            {
                if (!await FillOne(connection, table.Key, [.. table]))
                {
                    refused.Add(table);
                }
            }

            waiting = refused;
        }

        return [.. tables.Select(table => table.Key)];
    }

    public static async Task<long> Count(DbConnection connection, string table)
    {
        await using var count = connection.Command($"select count(*) from {table}");
        return Convert.ToInt64(await count.ExecuteScalarAsync(), null);
    }

    /// <summary>False when the row that it leads to is not there yet.</summary>
    static async Task<bool> FillOne(DbConnection connection, string table, IReadOnlyList<(string Table, string Column, string Type)> columns)
    {
        if (await Count(connection, table) > 0)
        {
            return true;
        }

        await using var insert = connection.Command(
            $"insert into {table}({string.Join(", ", columns.Select(column => column.Column))}) values({string.Join(", ", columns.Select((_, i) => $"@v{i}"))})");
        foreach (var (i, column) in columns.Index())
        {
            insert.Bind($"v{i}", ValueOf(column.Type));
        }

        try
        {
            return await insert.ExecuteNonQueryAsync() == 1;
        }
        catch (DbException refused) when (refused.Message.Contains("foreign key", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
    }

    static object ValueOf(string type) => type switch
    {
        "text" => Id,
        "uuid" => Guid.Parse(Id),
        "blob" or "bytea" => new byte[] { 1 },
        "integer" => 1,
        "bigint" => 1L,
        "boolean" => true,
        _ => throw new InvalidOperationException($"There is no sample of the type {type}."),
    };

    static async Task<IReadOnlyList<(string Table, string Column, string Type)>> Columns(DbConnection connection, DatabaseKind kind)
    {
        var columns = new List<(string, string, string)>();
        await using var command = connection.Command(kind == DatabaseKind.Sqlite ? SqliteColumns : PostgresColumns);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            columns.Add((row.GetString(0), row.GetString(1), row.GetString(2)));
        }

        return columns;
    }
}

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Proof;
using Npgsql;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Hosting;

[Trait("kind", "court")]
public sealed class SchemaTests
{
    /// <summary>Scripts are written by hand: a column that the model knows and a script lacks would show only when a screen reads it.</summary>
    [Theory, DatabaseData]
    public async Task Every_table_of_the_model_can_be_read(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        await using var db = court.Get<Reads>().Open();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            var columns = entity.GetProperties().Select(property => property.GetColumnName());
            await using var connection = await court.Get<Reads>().Connect();
            await using var read = connection.Command($"select {string.Join(", ", columns)} from {table} where 1 = 0");
            await Should.NotThrowAsync(async () => await read.ExecuteScalarAsync(), $"table {table}");
        }
    }

    /// <summary>And a column that must be filled and that the model does not know would fail only when a row is written.</summary>
    [Theory, DatabaseData]
    public async Task The_model_knows_what_must_be_filled_and_what_may_be_empty(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        await using var db = court.Get<Reads>().Open();
        await using var connection = await court.Get<Reads>().Connect();
        var columns = await Columns(connection, database);
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            entity.GetProperties().Select(property => $"{table}.{property.GetColumnName()} {(property.IsNullable ? "null" : "filled")}")
                .ShouldBe(columns.Where(column => column.StartsWith($"{table}.", StringComparison.Ordinal)), ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Both_databases_have_the_same_tables_and_columns()
    {
        if (!CourtDatabase.PostgresIsGiven)
        {
            return;
        }

        var sqlite = await Fresh(DatabaseKind.Sqlite);
        sqlite.ShouldBe(await Fresh(DatabaseKind.Postgres));
        sqlite.ShouldContain("entries.body filled");
    }

    /// <summary>A database of any earlier state of the scripts becomes the same as one that is made today.</summary>
    [Theory, DatabaseData]
    public async Task Every_earlier_schema_upgrades(DatabaseKind kind)
    {
        var today = await Fresh(kind);
        var scripts = Schema.Scripts(kind).ToList();
        for (var known = 1; known < scripts.Count; known++)
        {
            var earlier = known;
            (await Columns(kind, async connection =>
            {
                await Schema.Apply(connection, scripts.Take(earlier), TimeProvider.System);
                await Schema.Upgrade(connection, kind, TimeProvider.System);
            })).ShouldBe(today, $"from {scripts[known - 1].Name}");
        }
    }

    [Theory, DatabaseData]
    public async Task A_script_that_was_edited_after_it_was_applied_stops_the_start(DatabaseKind kind)
    {
        var (name, text) = Schema.Scripts(kind).First();
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => Columns(kind, async connection =>
        {
            await Schema.Apply(connection, [(name, $"{text}\n-- one word more\n")], TimeProvider.System);
            await Schema.Upgrade(connection, kind, TimeProvider.System);
        }));
        failure.Message.ShouldContain(name);
    }

    [Fact]
    public async Task Nodes_that_start_together_upgrade_one_after_another()
    {
        if (!CourtDatabase.PostgresIsGiven)
        {
            return;
        }

        using var folder = new TemporaryFolder();
        await using var database = await CourtDatabase.Create(DatabaseKind.Postgres, folder.Path);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var node = await Open(database);
            await Schema.Upgrade(node, DatabaseKind.Postgres, TimeProvider.System);
        }));
    }

    static Task<IReadOnlyList<string>> Fresh(DatabaseKind kind) =>
        Columns(kind, connection => Schema.Upgrade(connection, kind, TimeProvider.System));

    static async Task<IReadOnlyList<string>> Columns(DatabaseKind kind, Func<DbConnection, Task> prepare)
    {
        using var folder = new TemporaryFolder();
        await using var database = await CourtDatabase.Create(kind, folder.Path);
        await using var connection = await Open(database);
        await prepare(connection);
        return await Columns(connection, kind);
    }

    /// <summary>Every column as "table.column filled" or "table.column null", in order.</summary>
    static async Task<IReadOnlyList<string>> Columns(DbConnection connection, DatabaseKind kind)
    {
        var columns = new List<string>();
        await using var command = connection.Command(kind == DatabaseKind.Sqlite
            ? """
              select m.name, p.name, p."notnull" = 1 or p.pk > 0 from sqlite_master m join pragma_table_info(m.name) p
              where m.type = 'table' and m.name not like 'sqlite_%'
              """
            : "select table_name, column_name, is_nullable = 'NO' from information_schema.columns where table_schema = 'public'");
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            columns.Add($"{row.GetString(0)}.{row.GetString(1)} {(row.GetBoolean(2) ? "filled" : "null")}");
        }

        return [.. columns.Order(StringComparer.Ordinal)];
    }

    static async Task<DbConnection> Open(CourtDatabase database)
    {
        DbConnection connection = database.Kind == DatabaseKind.Sqlite
            ? new SqliteConnection($"{database.Connection};Pooling=False")
            : new NpgsqlConnection($"{database.Connection};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}

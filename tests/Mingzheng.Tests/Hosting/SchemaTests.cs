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
        var columns = await SchemaShape.Columns(connection, database);
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            entity.GetProperties().Select(property => $"{table}.{property.GetColumnName()} {(property.IsNullable ? "null" : "filled")}")
                .ShouldBe(columns.Where(column => column.StartsWith($"{table}.", StringComparison.Ordinal)), ignoreOrder: true);
        }
    }

    [Theory, PostgresData]
    public async Task Both_databases_have_the_same_columns_keys_indexes_references_and_guards(DatabaseKind kind)
    {
        var sqlite = await Fresh(DatabaseKind.Sqlite);
        sqlite.ShouldBe(await Fresh(kind), ignoreOrder: true);
        sqlite.ShouldBeUnique();
        foreach (var line in new[]
        {
            "entries.body filled", "primary key entries(stream,n)", "unique index positions(stream,n)", "unique index accounts_by_phone accounts(phone_hash)",
            "unique index device_keys_sign_once ceremonies(key_sha256) of some rows", "reference documents.room_id to rooms.id no action",
            "guard entries change", "guard entries delete", "guard entries loss",
        })
        {
            sqlite.ShouldContain(line);
        }
    }

    /// <summary>A court of any earlier state of the scripts, with rows in all its tables, becomes the same as one that is made today.</summary>
    [Theory, DatabaseData]
    public async Task Every_earlier_schema_upgrades_with_what_is_in_it(DatabaseKind kind)
    {
        var today = await Fresh(kind);
        var scripts = Schema.Scripts(kind).ToList();
        for (var known = 1; known < scripts.Count; known++)
        {
            var earlier = known;
            (await Shape(kind, async connection =>
            {
                await Schema.Apply(connection, scripts.Take(earlier), TimeProvider.System);
                var filled = await FilledTables.Fill(connection, kind);
                await Schema.Upgrade(connection, kind, TimeProvider.System);
                foreach (var table in filled)
                {
                    (await FilledTables.Count(connection, table)).ShouldBe(1, $"{table} from {scripts[earlier - 1].Name}");
                }

                await FilledTables.Fill(connection, kind);
            })).ShouldBe(today, ignoreOrder: true, $"from {scripts[known - 1].Name}");
        }
    }

    /// <summary>Attack on the test above: scripts that only an empty table bears.</summary>
    [Theory]
    [DatabaseData("alter table cases add column colour text not null")]
    [DatabaseData("create unique index one_case on documents(id, kind); delete from courts")]
    public async Task A_script_that_fails_on_filled_tables_is_noticed(DatabaseKind kind, string script)
    {
        var scripts = Schema.Scripts(kind).ToList();
        await Should.ThrowAsync<DbException>(() => Shape(kind, async connection =>
        {
            await Schema.Apply(connection, scripts, TimeProvider.System);
            await FilledTables.Fill(connection, kind);
            await Schema.Apply(connection, [("9999-faulty.sql", script)], TimeProvider.System);
        }));
    }

    /// <summary>A commitment that was filed before the dossier knew its giver is the giver's afterwards (W-24).</summary>
    [Theory]
    [DatabaseData("principal-commitment", "principal_id")]
    [DatabaseData("agent-commitment", "agent_id")]
    public async Task A_commitment_of_before_is_its_givers_after_the_upgrade(DatabaseKind kind, string document, string giver) =>
        await Shape(kind, async connection =>
        {
            await Schema.Apply(connection, Schema.Scripts(kind).TakeWhile(script => script.Name != "0027-for-whom.sql"), TimeProvider.System);
            await FilledTables.Fill(connection, kind);
            await using (var plant = connection.Command($"update dossier_items set code = 'A3.4'; update documents set kind = '{document}'"))
            {
                await plant.ExecuteNonQueryAsync();
            }

            await Schema.Upgrade(connection, kind, TimeProvider.System);
            await using var read = connection.Command($"select count(*) from dossier_items where given_by = (select {giver} from authorizations)");
            Convert.ToInt64(await read.ExecuteScalarAsync(), null).ShouldBe(1);
        });

    [Theory, DatabaseData]
    public async Task A_script_that_was_edited_after_it_was_applied_stops_the_start(DatabaseKind kind)
    {
        var (name, text) = Schema.Scripts(kind).First();
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => Shape(kind, async connection =>
        {
            await Schema.Apply(connection, [(name, $"{text}\n-- one word more\n")], TimeProvider.System);
            await Schema.Upgrade(connection, kind, TimeProvider.System);
        }));
        failure.Message.ShouldContain(name);
    }

    [Theory, PostgresData]
    public async Task Nodes_that_start_together_upgrade_one_after_another(DatabaseKind kind)
    {
        using var folder = new TemporaryFolder();
        await using var database = await CourtDatabase.Create(kind, folder.Path);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var node = await Open(database);
            await Schema.Upgrade(node, kind, TimeProvider.System);
        }));
    }

    static Task<IReadOnlyList<string>> Fresh(DatabaseKind kind) =>
        Shape(kind, connection => Schema.Upgrade(connection, kind, TimeProvider.System));

    static async Task<IReadOnlyList<string>> Shape(DatabaseKind kind, Func<DbConnection, Task> prepare)
    {
        using var folder = new TemporaryFolder();
        await using var database = await CourtDatabase.Create(kind, folder.Path);
        await using var connection = await Open(database);
        await prepare(connection);
        return await SchemaShape.Everything(connection, kind);
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

using System.Data.Common;
using Mingzheng.Base.Database;

namespace Mingzheng.Tests.Hosting;

/// <summary>What a database says of its own tables, in lines that are the same on SQLite and PostgreSQL.</summary>
static class SchemaShape
{
    const string SqliteColumns = """
        select m.name || '.' || p.name || case when p."notnull" = 1 or p.pk > 0 then ' filled' else ' null' end
        from sqlite_master m join pragma_table_info(m.name) p where m.type = 'table' and m.name not like 'sqlite_%'
        """;

    const string PostgresColumns = """
        select table_name || '.' || column_name || case when is_nullable = 'NO' then ' filled' else ' null' end
        from information_schema.columns where table_schema = 'public'
        """;

    /// <summary>Keys and indexes go by their columns; one that was made by name also by that.</summary>
    const string SqliteIndexes = """
        select 'primary key ' || t.name || '(' || (select group_concat(name, ',') from (select name from pragma_table_info(t.name) where pk > 0 order by pk)) || ')'
          from sqlite_master t where t.type = 'table' and t.name not like 'sqlite_%'
        union all
        select case when i."unique" then 'unique ' else '' end || 'index ' || case when i.origin = 'c' then i.name || ' ' else '' end
            || t.name || '(' || (select group_concat(name, ',') from (select name from pragma_index_info(i.name) order by seqno)) || ')'
            || case when i.partial then ' of some rows' else '' end
          from sqlite_master t join pragma_index_list(t.name) i where t.type = 'table' and i.origin <> 'pk'
        """;

    const string PostgresIndexes = """
        select case when i.indisprimary then 'primary key ' when i.indisunique then 'unique index ' else 'index ' end
            || case when exists(select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u')) then '' else c.relname || ' ' end
            || t.relname || '(' || (select string_agg(a.attname, ',' order by k.place) from unnest(i.indkey) with ordinality k(number, place)
              join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number) || ')'
            || case when i.indpred is null then '' else ' of some rows' end
          from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
          where t.relnamespace = 'public'::regnamespace
        """;

    const string SqliteReferences = """
        select 'reference ' || t.name || '.' || f."from" || ' to ' || f."table" || '.' || f."to" || ' ' || lower(f.on_delete)
        from sqlite_master t join pragma_foreign_key_list(t.name) f where t.type = 'table'
        """;

    const string PostgresReferences = """
        select 'reference ' || k.conrelid::regclass || '.' || a.attname || ' to ' || k.confrelid::regclass || '.' || b.attname
            || case k.confdeltype when 'a' then ' no action' else ' other' end
          from pg_constraint k
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
          join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
          where k.contype = 'f'
        """;

    /// <summary>
    /// Rows are changed, deleted, or lost in the one way that is neither: replaced by an insert on SQLite, truncated on PostgreSQL.
    /// </summary>
    const string SqliteGuards = """
        select 'guard ' || tbl_name || case when sql like '%before update on%' then ' change' when sql like '%before delete on%' then ' delete'
          when sql like '%before insert on%' then ' loss' else ' other' end
        from sqlite_master where type = 'trigger'
        """;

    const string PostgresGuards = """
        select 'guard ' || tgrelid::regclass || how.word from pg_trigger
          join (values (16, ' change'), (8, ' delete'), (32, ' loss'), (4, ' other')) how(bit, word) on tgtype & how.bit > 0
          where not tgisinternal and tgenabled = 'A'
        """;

    /// <summary>Every column as "table.column filled" or "table.column null", in order.</summary>
    public static Task<IReadOnlyList<string>> Columns(DbConnection connection, DatabaseKind kind) =>
        Lines(connection, kind == DatabaseKind.Sqlite ? SqliteColumns : PostgresColumns);

    /// <summary>Columns, keys, indexes, references, and what the database refuses to do to its rows.</summary>
    public static async Task<IReadOnlyList<string>> Everything(DbConnection connection, DatabaseKind kind)
    {
        string[] questions = kind == DatabaseKind.Sqlite
            ? [SqliteColumns, SqliteIndexes, SqliteReferences, SqliteGuards]
            : [PostgresColumns, PostgresIndexes, PostgresReferences, PostgresGuards];
        var all = new List<string>();
        foreach (var question in questions)
        {
            all.AddRange(await Lines(connection, question));
        }

        return all;
    }

    static async Task<IReadOnlyList<string>> Lines(DbConnection connection, string question)
    {
        var lines = new List<string>();
        await using var command = connection.Command(question);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            lines.Add(row.GetString(0));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }
}

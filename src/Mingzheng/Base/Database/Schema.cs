using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Mingzheng.Base.Database;

/// <summary>
/// Numbered schema scripts, one series per database, applied in order at start. A script that was applied is never edited: its
/// digest is kept and compared.
/// </summary>
public static class Schema
{
    const string Ledger = "create table if not exists schema_scripts(name text primary key, sha256 text not null, at bigint not null)";

    /// <summary>Held while a node looks and upgrades, so that nodes which start together do it one after another. The number is of no meaning.</summary>
    const long UpgradeLock = 6_112_024;

    public static async Task Upgrade(DbConnection connection, DatabaseKind kind, TimeProvider clock, CancellationToken stop = default)
    {
        if (kind == DatabaseKind.Postgres)
        {
            await Advise(connection, "pg_advisory_lock", stop);
        }

        await Apply(connection, Scripts(kind), clock, stop);
        if (kind == DatabaseKind.Postgres)
        {
            await Advise(connection, "pg_advisory_unlock", stop);
        }
    }

    /// <summary>Applies those of the scripts that were not applied yet.</summary>
    internal static async Task Apply(
        DbConnection connection, IEnumerable<(string Name, string Text)> scripts, TimeProvider clock, CancellationToken stop = default)
    {
        await using (var ledger = connection.Command(Ledger))
        {
            await ledger.ExecuteNonQueryAsync(stop);
        }

        foreach (var (name, text) in scripts)
        {
            await ApplyOnce(connection, name, text, clock, stop);
        }
    }

    /// <summary>The lock is the connection's: it also ends when the connection does.</summary>
    static async Task Advise(DbConnection connection, string function, CancellationToken stop)
    {
        await using var command = connection.Command($"select {function}({UpgradeLock})");
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The scripts of one database in order, as name and text.</summary>
    public static IEnumerable<(string Name, string Text)> Scripts(DatabaseKind kind)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"schema/{kind.ToString().ToLowerInvariant()}/";
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource[prefix.Length..], reader.ReadToEnd());
        }
    }

    static async Task ApplyOnce(DbConnection connection, string name, string text, TimeProvider clock, CancellationToken stop)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using (var known = connection.Command("select sha256 from schema_scripts where name = @name", transaction))
        {
            known.Bind("name", name);
            if (await known.ExecuteScalarAsync(stop) is string applied)
            {
                if (applied != digest)
                {
                    throw new InvalidOperationException($"Schema script {name} was changed after it had been applied.");
                }

                return;
            }
        }

        await using (var script = connection.Command(text, transaction))
        {
            await script.ExecuteNonQueryAsync(stop);
        }

        await using var note = connection.Command("insert into schema_scripts(name, sha256, at) values(@name, @sha256, @at)", transaction);
        note.Bind("name", name);
        note.Bind("sha256", digest);
        note.Bind("at", clock.Now().ToMicroseconds());
        await note.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
    }
}

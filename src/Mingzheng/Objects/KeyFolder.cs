using Mingzheng.Base;
using Mingzheng.Base.Database;

namespace Mingzheng.Objects;

/// <summary>
/// Database and key folder know each other: the first start makes the court's own secrets and writes a check of each into the database.
/// Every later start compares, so that a folder that was not mounted, or that of another court, is never taken for an empty one.
/// </summary>
public static class KeyFolder
{
    static readonly string[] Names = [DataKeys.Court, DataKeys.Log, DataKeys.DataProtection];

    /// <summary>Opens the keys of the court, or makes them at the first start; after the schema and before anything is sealed.</summary>
    /// <exception cref="KeyFolderException">The folder is not the one that the database was begun with.</exception>
    public static async Task OpenKeys(this IServiceProvider services)
    {
        var (keys, reads) = (services.GetRequiredService<DataKeys>(), services.GetRequiredService<Reads>());
        var checks = await Checks(reads);
        if (checks.Count == 0)
        {
            await Begin(keys, reads, services.GetRequiredService<Writer>(), services.GetRequiredService<TimeProvider>());
            // Read again: of several nodes that begin at once the first one's checks hold for all.
            checks = await Checks(reads);
        }

        foreach (var name in Names)
        {
            if (!Open(keys, name).AsSpan().SequenceEqual(checks.GetValueOrDefault(name)))
            {
                throw new KeyFolderException(keys.Folder, $"its key of {name} is another one");
            }
        }
    }

    /// <summary>A database that has entries and no checks is older than the checks: its folder must be whole, and nothing is made.</summary>
    static async Task Begin(DataKeys keys, Reads reads, Writer writer, TimeProvider clock)
    {
        if (!await HasEntries(reads))
        {
            keys.MakeOwn();
        }

        var checks = Names.Select(name => (Name: name, Check: Open(keys, name))).ToList();
        await writer.Housekeep(async (connection, transaction) =>
        {
            foreach (var (name, check) in checks)
            {
                await using var command = connection.Command(
                    "insert into key_checks(name, digest, at) values(@name, @digest, @at) on conflict(name) do nothing", transaction);
                command.Bind("name", name);
                command.Bind("digest", check);
                command.Bind("at", clock.Now().ToMicroseconds());
                await command.ExecuteNonQueryAsync();
            }
        });
    }

    static byte[] Open(DataKeys keys, string name)
    {
        try
        {
            return keys.CheckOf(name);
        }
        catch (MissingKeyException)
        {
            throw new KeyFolderException(keys.Folder, $"it has no key of {name}");
        }
    }

    static async Task<Dictionary<string, byte[]>> Checks(Reads reads)
    {
        var checks = new Dictionary<string, byte[]>();
        await using var connection = await reads.Connect();
        await using var command = connection.Command("select name, digest from key_checks");
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            checks[row.GetString(0)] = (byte[])row.GetValue(1);
        }

        return checks;
    }

    static async Task<bool> HasEntries(Reads reads)
    {
        await using var connection = await reads.Connect();
        await using var command = connection.Command("select count(*) from (select 1 from entries limit 1) one");
        return Convert.ToInt64(await command.ExecuteScalarAsync(), null) > 0;
    }
}

using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mingzheng.Proof.Journal;

namespace Mingzheng.Base.Database;

/// <summary>
/// Appends entries at the end of a transaction: takes the next numbers of each stream (the row lock makes them gapless and in
/// commit order), stores the entry with its salted leaf, and marks it unsequenced so that the leader gives it a position.
/// </summary>
static class EntryTable
{
    const string TakeNumbers = """
        insert into streams(id, head) values(@stream, @count)
        on conflict(id) do update set head = streams.head + @count
        returning head
        """;

    const string RememberAndTakeNumbers = $"{ActTable.Insert}; {TakeNumbers}";

    const string Insert = """
        insert into entries(stream, n, kind, version, at, actor, act, body, leaf)
          values(@stream, @n, @kind, @version, @at, @actor, @act, @body, @leaf);
        insert into entry_salts(stream, n, salt) values(@stream, @n, @salt);
        insert into unsequenced(stream, n) values(@stream, @n);
        """;

    /// <summary>Keeps the act with its result, and appends what it wrote.</summary>
    public static async Task Append(Commands commands, DbTransaction transaction, Command act, Writing writing, object? result)
    {
        var isActKept = false;

        // Streams are taken in one order everywhere, so that two acts never wait for each other in a circle.
        foreach (var stream in writing.Entries.GroupBy(entry => entry.Stream).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var take = commands.Of(isActKept ? TakeNumbers : RememberAndTakeNumbers, transaction);
            if (!isActKept)
            {
                ActTable.BindInsert(take, act, writing, result);
                isActKept = true;
            }

            var news = stream.ToList();
            var n = await Head(take, stream.Key, news.Count) - news.Count;
            foreach (var entry in news)
            {
                await InsertOne(commands, transaction, writing, entry, ++n);
            }
        }

        if (!isActKept)
        {
            await ActTable.Remember(commands, transaction, act, writing, result);
        }
    }

    static async Task<long> Head(DbCommand take, string stream, int count)
    {
        take.Bind("stream", stream);
        take.Bind("count", (long)count);
        return Convert.ToInt64(await take.ExecuteScalarAsync(), null);
    }

    static async Task InsertOne(Commands commands, DbTransaction transaction, Writing writing, NewEntry entry, long n)
    {
        var salt = RandomNumberGenerator.GetBytes(JournalEntry.SaltSize);
        var numbered = new JournalEntry(entry.Stream, n, entry.Kind, entry.Version, writing.Now.ToMicroseconds(),
            writing.Actor, writing.Act, entry.Body);
        var command = commands.Of(Insert, transaction);
        command.Bind("stream", entry.Stream);
        command.Bind("n", n);
        command.Bind("kind", entry.Kind);
        command.Bind("version", (long)entry.Version);
        command.Bind("at", numbered.At);
        command.Bind("actor", writing.Actor);
        command.Bind("act", numbered.Act.ToString("D"));
        command.Bind("body", CanonicalText(entry.Body));
        command.Bind("leaf", numbered.Leaf(salt));
        command.Bind("salt", salt);
        await command.ExecuteNonQueryAsync();
    }

    static string CanonicalText(JsonObject body) => System.Text.Encoding.UTF8.GetString(CanonicalJson.Serialize(body));
}

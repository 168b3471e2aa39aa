using System.Buffers.Binary;
using System.Data.Common;
using System.Text.Json;
using Npgsql;

namespace Mingzheng.Base.Database;

/// <summary>Acts done and what they answered, so that a repeat over a bad line returns the first result.</summary>
static class ActTable
{
    public const string Insert =
        "insert into acts(id, kind, actor, at, result, content) values(@act, @kind, @actor, @at, @result, @content)";

    const string Find = "select kind, actor, result, content from acts where id = @id";

    /// <summary>
    /// Two statements in one round trip: the second sees what was committed while the first waited, as one statement would not. A repeat
    /// that comes while the first still runs thus finds its result, and is not refused by the state that the first has made.
    /// </summary>
    const string FindAlone = $"select pg_advisory_xact_lock(@turn); {Find}";

    /// <summary>The stored result, or null when this act was not done yet. Inside a transaction the same act is waited for.</summary>
    /// <exception cref="RefusedException">
    /// ACT_REUSED when the id belongs to another person's act, to another kind of act, or to one with other content.
    /// </exception>
    public static async Task<string?> FirstResult(Commands commands, DbTransaction? transaction, Command command)
    {
        var isAlone = transaction is NpgsqlTransaction;
        var query = commands.Of(isAlone ? FindAlone : Find, transaction);
        query.Bind("id", command.Act.ToString("D"));
        if (isAlone)
        {
            query.Bind("turn", TurnOf(command.Act));
        }

        await using var row = await query.ExecuteReaderAsync();
        if (isAlone)
        {
            await row.NextResultAsync();
        }

        if (!await row.ReadAsync())
        {
            return null;
        }

        var content = await row.IsDBNullAsync(3) ? null : row.GetFieldValue<byte[]>(3);
        if (row.GetString(0) != command.Kind || row.GetString(1) != command.Actor || !IsSame(content, command.Content))
        {
            throw new RefusedException(new Refusal("ACT_REUSED") { Status = StatusCodes.Status409Conflict });
        }

        return row.GetString(2);
    }

    /// <summary>An act of the court's own, or of before contents were kept, has none to compare.</summary>
    static bool IsSame(byte[]? first, byte[]? now) => first is null || now is null || first.AsSpan().SequenceEqual(now);

    /// <summary>
    /// The half of an id that is random in every version of it, below zero: the locks of the leader and of the schema are above, and no act
    /// may wait for those.
    /// </summary>
    internal static long TurnOf(Guid act) => BinaryPrimitives.ReadInt64BigEndian(act.ToByteArray(bigEndian: true).AsSpan(8)) | long.MinValue;

    /// <summary>Keeps an act that wrote no entry; else <see cref="EntryTable"/> sends the statement with its own, which spares a round trip.</summary>
    public static async Task Remember(Commands commands, DbTransaction transaction, Command command, Writing writing, object? result)
    {
        var insert = commands.Of(Insert, transaction);
        BindInsert(insert, command, writing, result);
        await insert.ExecuteNonQueryAsync();
    }

    public static void BindInsert(DbCommand insert, Command command, Writing writing, object? result)
    {
        insert.Bind("act", command.Act.ToString("D"));
        insert.Bind("kind", command.Kind);
        insert.Bind("actor", command.Actor);
        insert.Bind("at", writing.Now.ToMicroseconds());
        insert.Bind("result", JsonSerializer.Serialize(result));
        insert.Bind("content", command.Content);
    }
}

using System.Data.Common;
using Mingzheng.Base;
using Mingzheng.Base.Database;

namespace Mingzheng.Journal;

/// <summary>A stream whose next entry a reaction could not handle yet.</summary>
/// <param name="Position">Of the first entry that is not handled.</param>
sealed record HeldStream(string Stream, long Position, int Tries, DateTimeOffset NextTry);

/// <summary>How far each reaction is: its position in the journal, and the streams that wait behind it. Only the node whose lead it is moves them.</summary>
sealed class Subscriptions(Reads reads, Leads leads)
{
    public async Task<long> Position(string reaction, CancellationToken stop)
    {
        await using var connection = await reads.Connect(stop);
        await using var command = connection.Command("select position from subscriptions where name = @name");
        command.Bind("name", reaction);
        return await command.ExecuteScalarAsync(stop) is { } position ? Convert.ToInt64(position, null) : -1;
    }

    public async Task<IReadOnlyList<HeldStream>> Held(string reaction, CancellationToken stop)
    {
        await using var connection = await reads.Connect(stop);
        await using var command = connection.Command("select stream, position, tries, next_try from held_streams where reaction = @reaction");
        command.Bind("reaction", reaction);
        await using var row = await command.ExecuteReaderAsync(stop);
        var held = new List<HeldStream>();
        while (await row.ReadAsync(stop))
        {
            held.Add(new HeldStream(row.GetString(0), row.GetInt64(1), row.GetInt32(2), Instants.FromMicroseconds(row.GetInt64(3))));
        }

        return held;
    }

    /// <summary>Everything up to the position is handled, passed over or held.</summary>
    public Task Remember(long lead, string reaction, long position, CancellationToken stop) =>
        leads.Housekeep(lead, (connection, transaction) => Move(connection, transaction, reaction, position, stop), stop);

    /// <summary>The stream waits; the reaction itself goes on to the position.</summary>
    public Task Hold(long lead, string reaction, HeldStream held, long position, CancellationToken stop) =>
        leads.Housekeep(lead, async (connection, transaction) =>
        {
            await using var command = connection.Command(
                """
                insert into held_streams(reaction, stream, position, tries, next_try) values(@reaction, @stream, @position, @tries, @next)
                on conflict(reaction, stream) do update set position = @position, tries = @tries, next_try = @next
                """, transaction);
            command.Bind("reaction", reaction);
            command.Bind("stream", held.Stream);
            command.Bind("position", held.Position);
            command.Bind("tries", held.Tries);
            command.Bind("next", held.NextTry.ToMicroseconds());
            await command.ExecuteNonQueryAsync(stop);
            await Move(connection, transaction, reaction, position, stop);
        }, stop);

    public Task Release(long lead, string reaction, string stream, CancellationToken stop) =>
        leads.Housekeep(lead, async (connection, transaction) =>
        {
            await using var command = connection.Command("delete from held_streams where reaction = @reaction and stream = @stream", transaction);
            command.Bind("reaction", reaction);
            command.Bind("stream", stream);
            await command.ExecuteNonQueryAsync(stop);
        }, stop);

    static async Task Move(DbConnection connection, DbTransaction transaction, string reaction, long position, CancellationToken stop)
    {
        await using var command = connection.Command(
            """
            insert into subscriptions(name, position) values(@name, @position)
            on conflict(name) do update set position = @position
            where subscriptions.position < @position
            """, transaction);
        command.Bind("name", reaction);
        command.Bind("position", position);
        await command.ExecuteNonQueryAsync(stop);
    }
}

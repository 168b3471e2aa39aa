using System.Data.Common;
using System.Text.Json;

namespace Mingzheng.Base.Database;

/// <summary>Acts done and what they answered, so that a repeat over a bad line returns the first result.</summary>
static class ActTable
{
    /// <summary>The stored result, or null when this act was not done yet.</summary>
    /// <exception cref="RefusedException">ACT_REUSED when the id belongs to another person's act or another kind of act.</exception>
    public static async Task<string?> FirstResult(Commands commands, DbTransaction? transaction, Command command)
    {
        var query = commands.Of("select kind, actor, result from acts where id = @id", transaction);
        query.Bind("id", command.Act.ToString("D"));
        await using var row = await query.ExecuteReaderAsync();
        if (!await row.ReadAsync())
        {
            return null;
        }

        if (row.GetString(0) != command.Kind || row.GetString(1) != command.Actor)
        {
            throw new RefusedException(new Refusal("ACT_REUSED") { Status = StatusCodes.Status409Conflict });
        }

        return row.GetString(2);
    }

    public static async Task Remember(Commands commands, DbTransaction transaction, Command command, long at, object? result)
    {
        var insert = commands.Of(
            "insert into acts(id, kind, actor, at, result) values(@id, @kind, @actor, @at, @result)", transaction);
        insert.Bind("id", command.Act.ToString("D"));
        insert.Bind("kind", command.Kind);
        insert.Bind("actor", command.Actor);
        insert.Bind("at", at);
        insert.Bind("result", JsonSerializer.Serialize(result));
        await insert.ExecuteNonQueryAsync();
    }
}

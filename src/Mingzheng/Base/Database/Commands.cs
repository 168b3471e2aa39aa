using System.Data.Common;

namespace Mingzheng.Base.Database;

/// <summary>
/// The few plain commands of one connection, each made once. SQLite compiles a command's text again for every new command object; on
/// PostgreSQL the driver keeps plans by text. One at a time, like the connection itself.
/// </summary>
sealed class Commands(DbConnection connection)
{
    readonly Dictionary<string, DbCommand> kept = [];

    /// <summary>The command of this constant text; values bound to it before stay until they are bound anew.</summary>
    public DbCommand Of(string text, DbTransaction? transaction)
    {
        if (!kept.TryGetValue(text, out var command))
        {
            command = kept[text] = connection.Command(text);
        }

        command.Transaction = transaction;
        return command;
    }
}

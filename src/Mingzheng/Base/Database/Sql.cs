using System.Data.Common;

namespace Mingzheng.Base.Database;

/// <summary>Small bridge to plain commands for the few places where a set of rows is handled without the model.</summary>
static class Sql
{
    public static DbCommand Command(this DbConnection connection, string text, DbTransaction? transaction = null)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // every caller passes a constant of its own
        command.CommandText = text;
#pragma warning restore CA2100
        command.Transaction = transaction;
        return command;
    }

    /// <summary>Gives a parameter its value, and makes it first when the command does not have it yet.</summary>
    public static void Bind(this DbCommand command, string name, object? value)
    {
        if (command.Parameters.IndexOf(name) is >= 0 and var place)
        {
            command.Parameters[place].Value = value ?? DBNull.Value;
            return;
        }

        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }
}

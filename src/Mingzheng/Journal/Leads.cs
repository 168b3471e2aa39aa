using System.Data.Common;
using Mingzheng.Base.Database;

namespace Mingzheng.Journal;

/// <summary>Another node took the lead meanwhile: nothing was written.</summary>
sealed class LeadLostException(long lead) : Exception($"Lead {lead} is over.")
{
    public long Lead => lead;
}

/// <summary>
/// Leads are numbered in the database. A node that does not know yet that its lock is gone still carries the old number, and what it
/// writes as a leader is refused.
/// </summary>
sealed class Leads(Writer writer, DatabaseOptions database)
{
    /// <summary>Begins a lead; all earlier ones are over.</summary>
    public async Task<long> Begin(CancellationToken stop)
    {
        long lead = 0;
        await writer.Housekeep(async (connection, transaction) =>
        {
            await using var command = connection.Command("update leads set lead = lead + 1 returning lead", transaction);
            lead = Convert.ToInt64(await command.ExecuteScalarAsync(stop), null);
        }, stop);
        return lead;
    }

    /// <summary>Does the books of a leader, unless another lead has begun; one that begins waits until they are done.</summary>
    /// <exception cref="LeadLostException">Another lead has begun.</exception>
    public Task Housekeep(long lead, Func<DbConnection, DbTransaction, Task> work, CancellationToken stop) =>
        writer.Housekeep(async (connection, transaction) =>
        {
            var held = database.Kind == DatabaseKind.Postgres ? "for share" : "";
            await using var command = connection.Command($"select lead from leads {held}", transaction);
            if (Convert.ToInt64(await command.ExecuteScalarAsync(stop), null) != lead)
            {
                throw new LeadLostException(lead);
            }

            await work(connection, transaction);
        }, stop);
}

using System.Data.Common;
using System.Globalization;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;

namespace Mingzheng.Tests.Hostile;

/// <summary>
/// Every row that a court keeps, at one moment. Left out: the note of a refused attempt, which is meant to be kept (ACC-AW-02), the counters
/// and positions that follow from it, and tries, which are meant to be counted.
/// </summary>
static class Books
{
    static readonly IReadOnlyList<string> Meant = ["act.refused", "identity.take-try"];

    static readonly IReadOnlySet<string> Following = new HashSet<string>
    {
        "streams", "entry_salts", "unsequenced", "positions", "log_nodes", "checkpoints", "subscriptions", "sqlite_sequence", "sign_in_codes",
        "sign_in_wrong_tries",
    };

    /// <summary>One line a row, sorted.</summary>
    public static async Task<IReadOnlyList<string>> Of(CourtHost court)
    {
        var rows = new List<string>();
        await using var connection = await court.Get<Reads>().Connect();
        foreach (var table in (await court.Tables(connection)).Where(table => !Following.Contains(table)))
        {
            await using var command = connection.Command($"select * from {table}");
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                rows.Add($"{table}: {Line(row)}");
            }
        }

        rows.RemoveAll(row => Meant.Any(kind => row.Contains($" {kind} ", StringComparison.Ordinal)));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    static string Line(DbDataReader row) => string.Concat(Enumerable.Range(0, row.FieldCount).Select(i => row.GetValue(i) switch
    {
        byte[] bytes => $" {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))} ",
        var value => string.Create(CultureInfo.InvariantCulture, $" {value} "),
    }));
}

using System.Text;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;

namespace Mingzheng.Tests.Hostile;

/// <summary>Looks for a mark wherever a court, its helpers or the system could have left it: as it is, in base64 at each alignment, in hexadecimal.</summary>
sealed class Traces(CourtHost court, string mark)
{
    readonly FileTraces files = new(mark);

    /// <summary>Where it was found.</summary>
    public async Task<IReadOnlyList<string>> Find()
    {
        var found = new List<string>();
        found.AddRange(files.In(court.Folder, everything: true));
        found.AddRange(files.InTemporary());
        found.AddRange(court.Log.All.Where(line => files.Forms.Any(form => line.Contains(Encoding.ASCII.GetString(form), StringComparison.OrdinalIgnoreCase))));
        foreach (var form in files.Forms)
        {
            found.AddRange(await court.DatabaseHolds(Encoding.ASCII.GetString(form)) ? ["the database"] : []);
        }

        if (await DatabaseFolder() is { } data)
        {
            found.AddRange(files.In(data, everything: false));
        }

        return [.. found.Distinct()];
    }

    /// <summary>Where PostgreSQL keeps its files, its write-ahead log among them; null on SQLite and when they are not ours to read.</summary>
    async Task<string?> DatabaseFolder()
    {
        await using var connection = await court.Get<Reads>().Connect();
        if (connection is not Npgsql.NpgsqlConnection)
        {
            return null;
        }

        await using var command = connection.Command("show data_directory");
        var folder = (string)(await command.ExecuteScalarAsync())!;
        return Directory.Exists(folder) ? folder : null;
    }
}

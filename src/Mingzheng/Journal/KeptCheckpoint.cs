using System.Security.Cryptography;
using System.Text;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Base.Files;
using Mingzheng.Proof.Log;

namespace Mingzheng.Journal;

/// <summary>
/// The last checkpoint that this installation signed, kept beside the keys and so apart from the database. A database that was restored from a
/// backup has a shorter log: growing it would sign a second history with the same key. Then no positions are given and no acts are taken,
/// because they would be lost again when the newer database comes back.
/// </summary>
/// <remarks>Each origin has a file of its own: under a new <c>Log:Origin</c> a new log begins, and nothing was promised in its name.</remarks>
/// <param name="folder">The key folder.</param>
sealed partial class KeptCheckpoint(string folder, LogKey key, Reads reads, Writer writer, ILogger<KeptCheckpoint> log)
{
    /// <summary>Where the court is asked whether it is ready, this says why it is not.</summary>
    public const string WentBack = "LOG_WENT_BACK";

    readonly string path = Path.Combine(folder, $"log-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Origin)))[..16]}.checkpoint");

    /// <summary>Whether the log of the database continues what was signed; closes the writer when not, and opens it again when it does.</summary>
    public async Task<bool> IsContinued(CancellationToken stop)
    {
        var kept = Read();
        await using var connection = await reads.Connect(stop);
        await using var command = connection.Command(
            "select coalesce((select max(size) from checkpoints), 0), (select root from checkpoints where size = @size)");
        command.Bind("size", kept?.Size ?? 0);
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        // What was signed stands among the checkpoints, and they never go away: no other log of this size can have grown from it.
        if (kept is not null && (await row.IsDBNullAsync(1, stop) || !((byte[])row.GetValue(1)).AsSpan().SequenceEqual(kept.Root)))
        {
            Close(row.GetInt64(0), kept.Size);
            return false;
        }

        Reopen();
        return true;
    }

    /// <summary>When a lead begins: what the last one signed and could not keep any more is kept now.</summary>
    public async Task CatchUp(CancellationToken stop)
    {
        await using var connection = await reads.Connect(stop);
        await using var command = connection.Command("select note from checkpoints order by size desc limit 1");
        if (await command.ExecuteScalarAsync(stop) is string note && Checkpoint.Open(SignedNote.Parse(note), key.Verifier) is not null)
        {
            Keep(note);
        }
    }

    /// <summary>To be called by the leader alone, right after each commit.</summary>
    public void Keep(string note)
    {
        DurableFile.CreateFolder(folder);
        DurableFile.Write(path, Encoding.UTF8.GetBytes(note));
    }

    /// <exception cref="IOException">The file is there and is not what this log's key signed.</exception>
    Checkpoint? Read()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return Checkpoint.Open(SignedNote.Parse(File.ReadAllText(path)), key.Verifier)
                ?? throw new IOException($"{path} is not signed by the key of this log.");
        }
        catch (FormatException fault)
        {
            throw new IOException($"{path} is no checkpoint.", fault);
        }
    }

    void Close(long size, long kept)
    {
        if (writer.Closed is null)
        {
            LogWentBack(log, size, kept, key.Origin);
        }

        writer.Closed = new Refusal(WentBack, null, size, kept) { Status = StatusCodes.Status503ServiceUnavailable };
    }

    void Reopen()
    {
        if (writer.Closed is not null)
        {
            LogGoesOn(log);
        }

        writer.Closed = null;
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = """
        The log of this database ({Size} entries) does not contain the checkpoint of {Kept} entries that was signed for {Origin}: an older database was put in its place.
        No positions are given and no acts are taken. Restore the newer database; the court goes on by itself then. If it is lost for good, set Log:Origin to a new name
        and tell those who hold the old verifier key: what was signed beyond {Size} cannot be continued.
        """)]
    static partial void LogWentBack(ILogger log, long size, long kept, string origin);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log continues what was signed: acts are taken again.")]
    static partial void LogGoesOn(ILogger log);
}

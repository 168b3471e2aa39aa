using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace Mingzheng.Base.Database;

/// <summary>
/// What someone asks to be done. <paramref name="Act"/> is made by the asking side and unique for ever: a repeat returns
/// the first result. <paramref name="Subject"/> is the stream that remembers a refused attempt (ACC-AW-02).
/// </summary>
public sealed record Command(Guid Act, string Actor, string Kind, string? Subject = null)
{
    /// <summary>The digest of what was sent with the act, see <see cref="SentContent"/>; null when no request sent it.</summary>
    internal byte[]? Content { get; init; }
}

/// <summary>An entry as an act wrote it; number, salt and time are given when the transaction ends.</summary>
public sealed record NewEntry(string Stream, string Kind, int Version, JsonObject Body);

/// <summary>One act inside its transaction. No outside call may be made while it is open.</summary>
public sealed class Writing(CourtDb db, Command command, DateTimeOffset now)
{
    readonly List<NewEntry> entries = [];
    readonly HashSet<(Type, Guid)> held = [];

    public CourtDb Db { get; } = db;

    public DateTimeOffset Now { get; } = now;

    public Guid Act => command.Act;

    public string Actor => command.Actor;

    public IReadOnlyList<NewEntry> Entries => entries;

    public Guid NewId() => Guid.CreateVersion7(Now);

    /// <summary>Writes what happened into a stream, in this same transaction. Bodies hold digests and ids, never personal content.</summary>
    public void Journal(string stream, string kind, JsonObject body, int version = 1) =>
        entries.Add(new NewEntry(stream, kind, version, body));

    /// <summary>
    /// Waits until no other act has the turn of this key, and keeps it until the act ends: acts that count the same rows before they add one
    /// follow each other, so that a limit holds however many come at once. On SQLite all acts follow each other anyway.
    /// </summary>
    /// <param name="family">What is counted; an act that needs several turns takes them in the alphabetical order of their families.</param>
    public async Task TakeTurn(string family, byte[] key)
    {
        if (Db.Database.IsNpgsql())
        {
            await Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext({family}), {BinaryPrimitives.ReadInt32BigEndian(key)})");
        }
    }

    /// <summary>
    /// Loads a row and holds it until the act ends, so that two acts on one subject follow each other. What the act had read of it before it
    /// was held may be over by now: it is read again.
    /// </summary>
    /// <exception cref="RefusedException">NOT_FOUND when there is no such row.</exception>
    /// <exception cref="InvalidOperationException">The act changed the row before it held it, and so perhaps what another act had changed meanwhile.</exception>
    public async Task<T> Hold<T>(Guid id)
        where T : class
    {
        if (Db.Database.IsNpgsql())
        {
            var table = Db.Model.FindEntityType(typeof(T))!.GetTableName()!;
#pragma warning disable EF1002 // the table name comes from the model, the id is a parameter
            await Db.Database.ExecuteSqlRawAsync($"select 1 from {table} where id = {{0}} for update", id);
#pragma warning restore EF1002
        }

        if (held.Add((typeof(T), id)))
        {
            await ReadAgain<T>(id);
        }

        return await Db.FindAsync<T>(id) ?? throw Refuse.NotFound();
    }

    async Task ReadAgain<T>(Guid id)
        where T : class
    {
        if (Db.Set<T>().Local.FindEntry(id) is not { } known)
        {
            return;
        }

        switch (Db.Entry(known.Entity).State)
        {
            case EntityState.Unchanged:
                await known.ReloadAsync();
                break;
            case EntityState.Modified or EntityState.Deleted:
                throw new InvalidOperationException($"{typeof(T).Name} {id:D} was changed before it was held.");
        }
    }
}

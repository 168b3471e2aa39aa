using System.Data.Common;
using System.Text.Json;

namespace Mingzheng.Base.Database;

/// <summary>
/// The one write function. State, entries and the act's result become durable together or not at all; when the returned task
/// completes they are on disk.
/// </summary>
public abstract class Writer(Reads reads, TimeProvider clock)
{
    /// <summary>Raised after each commit of this node, so that the leader and the live screens wake at once.</summary>
    public event Action? Committed;

    /// <summary>Does <paramref name="work"/> in one transaction, or returns the first result when the act was done before.</summary>
    /// <exception cref="RefusedException">The decision refused; nothing but the note of the refused attempt is kept, see <see cref="NotedRefusals"/>.</exception>
    public async Task<T> Do<T>(Command command, Func<Writing, Task<T>> work, CancellationToken stop = default)
    {
        Refuse.If(Closed);
        command = command with { Content = SentContent.Of(command.Act) };
        try
        {
            return await Attempt(command, work, stop);
        }
        catch (RefusedException refused) when (command.Subject is not null)
        {
            await NoteRefusal(command, refused.Refusal, stop);
            throw;
        }
    }

    public Task Do(Command command, Func<Writing, Task> work, CancellationToken stop = default) =>
        Do(command, async writing =>
        {
            await work(writing);
            return true;
        }, stop);

    /// <summary>Whether an act was done before; lets a caller skip outside calls that came before it.</summary>
    public async Task<bool> WasDone(Command command, CancellationToken stop = default)
    {
        await using var connection = await reads.Connect(stop);
        return await ActTable.FirstResult(
            new Commands(connection), null, command with { Content = SentContent.Of(command.Act) }) is not null;
    }

    /// <summary>Keeps the books (positions, cursors): no act, no entry, but the same single way to the disk.</summary>
    internal abstract Task Housekeep(Func<DbConnection, DbTransaction, Task> work, CancellationToken stop = default);

    /// <summary>Why no act is taken at present, for example because what is written now would be lost again; null while all are.</summary>
    internal Refusal? Closed { get; set; }

    protected abstract Task<T> Attempt<T>(Command command, Func<Writing, Task<T>> work, CancellationToken stop);

    protected void RaiseCommitted() => Committed?.Invoke();

    /// <summary>The common inside of both writers: first result, or work, state, entries, result.</summary>
    private protected async Task<T> Perform<T>(
        CourtDb db, Commands commands, DbTransaction transaction, Command command, Func<Writing, Task<T>> work)
    {
        if (await ActTable.FirstResult(commands, transaction, command) is { } first)
        {
            return JsonSerializer.Deserialize<T>(first)!;
        }

        var writing = new Writing(db, command, clock.Now());
        var result = await work(writing);
        await db.SaveChangesAsync();
        await EntryTable.Append(commands, transaction, command, writing, result);
        return result;
    }

    /// <summary>First looks without a write: whoever is refused again and again costs no more than that look.</summary>
    async Task NoteRefusal(Command command, Refusal refusal, CancellationToken stop)
    {
        var (stream, now) = (command.Subject!, clock.Now());
        await using (var db = reads.Open())
        {
            if (!NotedRefusals.MayNoteAnother(await NotedRefusals.Today(db, stream, command.Actor, now, stop)))
            {
                return;
            }
        }

        await Attempt(new Command(Guid.CreateVersion7(now), command.Actor, NotedRefusals.Kind), async writing =>
        {
            await writing.TakeTurn(NotedRefusals.Kind, NotedRefusals.TurnOf(stream, command.Actor));
            if (NotedRefusals.MayNoteAnother(await NotedRefusals.Today(writing.Db, stream, command.Actor, now, stop)))
            {
                writing.Journal(stream, "act.refused", new()
                {
                    ["act"] = command.Act.ToString("D"),
                    ["code"] = refusal.Code,
                    ["kind"] = command.Kind,
                    ["rule"] = refusal.Rule,
                });
            }

            return true;
        }, stop);
    }
}

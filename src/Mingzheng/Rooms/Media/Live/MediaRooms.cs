using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Mingzheng.Base.Files;
using Mingzheng.Proof.Age;
using Mingzheng.Rooms.Media.Events;
using Mingzheng.Rooms.Media.Janus;

namespace Mingzheng.Rooms.Media.Live;

/// <summary>All rooms of this node.</summary>
sealed class MediaRooms(MediaOptions options, TimeProvider clock, ILogger<MediaRooms> log) : IDisposable
{
    readonly Lock gate = new();
    readonly ConcurrentDictionary<string, LiveRoom> rooms = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, RoomLedger> ledgers = new(StringComparer.Ordinal);
    readonly HashSet<string> setAside = new(StringComparer.Ordinal);
    volatile JanusLink? engine;
    bool engineWasUp;

    /// <summary>Takes up what a former process of this node left: rooms, undelivered events, unsealed recordings.</summary>
    public void Restore()
    {
        DurableFile.CreateFolder(options.State);
        foreach (var path in Directory.EnumerateFiles(options.State, "*.events"))
        {
            Ledger(Path.GetFileNameWithoutExtension(path));
        }
        foreach (var id in RoomFile.Rooms(options.State).ToList())
        {
            try
            {
                var room = rooms[id] = new LiveRoom(id, RoomFile.Load(options.State, id), Ledger(id), options, clock, log);
                room.Recover();
            }
            catch (Exception fault) when (fault is JsonException or InvalidDataException)
            {
                // What was written of it is not readable any more. It stays as it is for whoever looks into it, and the other rooms go on.
                setAside.Add(id);
                log.RoomSetAside(fault, id);
            }
        }
    }

    public LiveRoom? Find(string id) => rooms.GetValueOrDefault(id);

    /// <summary>Opens a room, or finds it open.</summary>
    /// <returns>Null when that room is open for another recipient or was closed: its recording is complete and stays so.</returns>
    public async Task<LiveRoom?> Open(string id, string recipient)
    {
        LiveRoom? room;
        lock (gate)
        {
            room = rooms.TryGetValue(id, out var present) ? present : WasRecorded(id) ? null : Begin(id, recipient);
        }
        if (room is null || room.IsClosing || room.RecordingRecipient != recipient)
        {
            return null;
        }
        // Also for one that is here already: the media server may not have made it when it was asked first.
        if (engine is { } link)
        {
            await room.EngineUp(link);
        }
        return room;
    }

    /// <summary>Throws when the text is no age recipient.</summary>
    public static void CheckRecipient(string recipient) => AgeRecipient.Parse(recipient);

    public async Task EngineUp(JanusLink link)
    {
        engine = link;
        if (engineWasUp)
        {
            foreach (var room in rooms.Values.Where(r => !r.IsClosing))
            {
                room.Note((id, at) => new NodeRestarted(id, room.Id, at, RestartCause.Engine));
            }
        }
        engineWasUp = true;
        await Task.WhenAll(rooms.Values.Select(room => room.TryEngineUp(link)));
    }

    public void EngineDown()
    {
        engine = null;
        foreach (var room in rooms.Values)
        {
            room.EngineDown();
        }
    }

    public async Task Round(CancellationToken stop) =>
        await Parallel.ForEachAsync(rooms.Values, stop, async (room, _) =>
        {
            try
            {
                await room.Round(engine);
                if (room.Finished.IsCompleted && rooms.TryRemove(room.Id, out var finished))
                {
                    finished.Dispose();
                }
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // One room's trouble must not stop the recording of the others.
                log.RoundFailed(fault, room.Id);
            }
        });

    public IReadOnlyCollection<RoomLedger> Ledgers() => [.. ledgers.Values];

    /// <summary>Deletes the ledger of a closed room of which everything is delivered.</summary>
    public void ForgetWhenDone(RoomLedger ledger)
    {
        lock (gate)
        {
            if (!rooms.ContainsKey(ledger.Room) && !setAside.Contains(ledger.Room) && ledger.AllDelivered && ledgers.TryRemove(ledger.Room, out _))
            {
                ledger.Delete();
            }
        }
    }

    public void Dispose()
    {
        foreach (var room in rooms.Values)
        {
            room.Dispose();
        }
        foreach (var ledger in ledgers.Values)
        {
            ledger.Dispose();
        }
    }

    LiveRoom Begin(string id, string recipient)
    {
        var file = new RoomFile(recipient, false, ImmutableDictionary<string, Admission>.Empty);
        file.Save(options.State, id);
        log.RoomOpen(id);
        return rooms[id] = new LiveRoom(id, file, Ledger(id), options, clock, log);
    }

    RoomLedger Ledger(string room) => ledgers.GetOrAdd(room, id => RoomLedger.Open(options.State, id));

    bool WasRecorded(string room)
    {
        var folder = Path.Combine(options.Objects, "recordings", room);
        return setAside.Contains(room) || ledgers.ContainsKey(room) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any());
    }
}

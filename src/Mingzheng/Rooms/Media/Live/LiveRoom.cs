using System.Collections.Immutable;
using System.Threading.Channels;
using Mingzheng.Base;
using Mingzheng.Rooms.Media.Events;
using Mingzheng.Rooms.Media.Janus;
using Mingzheng.Rooms.Media.Recording;

namespace Mingzheng.Rooms.Media.Live;

/// <summary>An open room: who is admitted, who hears whom, the browsers that are there, and the recording.</summary>
sealed class LiveRoom : IDisposable
{
    static readonly TimeSpan ObeyLimit = TimeSpan.FromSeconds(10);

    readonly Lock gate = new();
    readonly string state;
    readonly TimeProvider clock;
    readonly ILogger log;
    readonly RoomLedger ledger;
    readonly RoomRecorder recorder;
    readonly Channel<MediaEvent> notes = Channel.CreateUnbounded<MediaEvent>(new UnboundedChannelOptions { SingleReader = true });
    readonly Task noting;
    readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly SemaphoreSlim rounds = new(1, 1);
    readonly RoomPeers peers = new();
    Task making = Task.CompletedTask;
    ImmutableDictionary<string, Admission> admitted;
    volatile JanusLink? link;
    volatile bool closing;
    long version;
    long publications;

    public LiveRoom(string id, RoomFile file, RoomLedger ledger, MediaOptions options, TimeProvider clock, ILogger log)
    {
        Id = id;
        RecordingRecipient = file.RecordingRecipient;
        closing = file.Closing;
        admitted = file.Participants.ToImmutableDictionary(StringComparer.Ordinal);
        state = options.State;
        this.ledger = ledger;
        this.clock = clock;
        this.log = log;
        var store = new SegmentStore(options.Objects, id, file.RecordingRecipient);
        recorder = new RoomRecorder(id, Path.Combine(options.Memory, "recordings", id), store, ledger, log);
        noting = LedgerNotes.Write(notes.Reader, ledger, Id, clock, log);
    }

    public string Id { get; }

    public string RecordingRecipient { get; }

    /// <summary>Between us and the media server only.</summary>
    public string EngineSecret { get; } = JanusSettings.NewSecret();

    public JanusLink? Link => closing ? null : link;

    public bool IsClosing => closing;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Completes when the closed room's recording is complete.</summary>
    public Task Finished => finished.Task;

    public long NextPublication() => Interlocked.Increment(ref publications);

    /// <summary>Puts an event on disk soon, in the order of these calls.</summary>
    public void Note(Func<Guid, long, MediaEvent> happened)
    {
        var now = clock.GetUtcNow();
        notes.Writer.TryWrite(happened(Guid.CreateVersion7(now), now.ToMicroseconds()));
    }

    public void Admit(string participant, Hearing mayHear)
    {
        lock (gate)
        {
            var isolated = admitted.TryGetValue(participant, out var before) && before.Isolated;
            Save(admitted.SetItem(participant, new Admission(mayHear, isolated)), closing);
        }
        Changed();
    }

    /// <returns>False when nobody of that name is admitted.</returns>
    public async Task<bool> Remove(string participant)
    {
        Peer? leaving;
        lock (gate)
        {
            if (!admitted.ContainsKey(participant))
            {
                return false;
            }
            Save(admitted.Remove(participant), closing);
            leaving = peers.Of(participant);
        }
        if (leaving is not null)
        {
            await Drop(leaving, DisconnectReason.Removed);
        }
        Changed();
        return true;
    }

    /// <summary>
    /// Returns when no byte flows any more that the isolation forbids: not to those who are here, and not to a tab whose place another has
    /// taken and whose connection still ends.
    /// </summary>
    /// <returns>False when nobody of that name is admitted.</returns>
    public async Task<bool> Isolate(string participant, bool isolated)
    {
        long rules;
        IReadOnlyList<Peer> connected;
        lock (gate)
        {
            if (!admitted.TryGetValue(participant, out var before))
            {
                return false;
            }
            Save(admitted.SetItem(participant, before with { Isolated = isolated }), closing);
            rules = ++version;
            connected = peers.Connected;
        }
        if (isolated)
        {
            await Task.WhenAll(connected.Select(p => p.Obeys(rules))).WaitAsync(ObeyLimit, clock);
        }
        else
        {
            Changed();
        }
        return true;
    }

    public bool IsAdmitted(string participant) => !closing && admitted.ContainsKey(participant);

    /// <summary>The browser that shows <paramref name="key"/> goes on; any other takes the place of the one before.</summary>
    /// <returns>Null when the participant is not admitted.</returns>
    public async Task<(Peer Peer, bool Resumed)?> Enter(string participant, string? key)
    {
        Peer? replaced;
        Peer entered;
        lock (gate)
        {
            if (!IsAdmitted(participant))
            {
                return null;
            }
            if (peers.Of(participant) is { } present && present.Key == key)
            {
                return (present, true);
            }
            entered = new Peer(this, participant, clock, log);
            replaced = peers.Put(entered);
        }
        if (replaced is not null)
        {
            await peers.End(replaced, DisconnectReason.Replaced);
        }
        return (entered, false);
    }

    /// <summary>Whose media the listener should receive now, and by which version of the rules. Null: nobody's, not even an idle line.</summary>
    public (IReadOnlyDictionary<string, long>? Publications, long Version) AudibleTo(string listener)
    {
        lock (gate)
        {
            if (closing || !admitted.TryGetValue(listener, out var rule) || rule.Isolated)
            {
                return (null, version);
            }
            var audible = peers.Present
                .Where(p => p.Participant != listener && p.Publication != 0 && rule.MayHear.Includes(p.Participant)
                    && admitted.TryGetValue(p.Participant, out var speaker) && !speaker.Isolated)
                .ToDictionary(p => p.Participant, p => p.Publication, StringComparer.Ordinal);
            return (audible, version);
        }
    }

    /// <summary>Lets every browser look again at what it should receive.</summary>
    public void Changed()
    {
        lock (gate)
        {
            version++;
        }
        foreach (var peer in peers.Present)
        {
            peer.Wake();
        }
    }

    /// <summary>Makes the room in the media server, where it is not yet, and lets the browsers begin.</summary>
    public async Task EngineUp(JanusLink engine)
    {
        if (closing || link == engine)
        {
            return;
        }
        await engine.CreateRoom(Id, EngineSecret, recorder.Folder);
        link = engine;
        await Task.WhenAll(peers.Present.Where(p => p.HasSignalling).Select(p => p.Begin(engine)));
    }

    /// <summary>The same; a failure is this room's alone, and the next round tries again.</summary>
    public async Task TryEngineUp(JanusLink engine)
    {
        try
        {
            await EngineUp(engine);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            log.RoomNotMade(Id, fault.Message);
        }
    }

    public void EngineDown()
    {
        link = null;
        foreach (var peer in peers.Present)
        {
            peer.EngineDown();
        }
    }

    /// <summary>Seals what the media server left behind when this process was killed.</summary>
    public void Recover()
    {
        recorder.Look(clock.GetUtcNow(), ImmutableHashSet<string>.Empty, _ => false, sealNow: true);
        if (!closing)
        {
            Note((id, at) => new NodeRestarted(id, Id, at, RestartCause.Node));
        }
    }

    /// <summary>What is due in this room, twice a second.</summary>
    /// <param name="engine">The media server that runs; the room may not be in it yet.</param>
    public async Task Round(JanusLink? engine)
    {
        await rounds.WaitAsync();
        try
        {
            if (engine is not null && link != engine && making.IsCompleted)
            {
                // Not waited for: the recordings of all rooms go on meanwhile.
                making = TryEngineUp(engine);
            }
            var now = clock.GetUtcNow();
            foreach (var peer in peers.Present)
            {
                if (await peer.Round(now) is { } reason)
                {
                    await Drop(peer, reason);
                }
            }
            var settled = peers.Present.Where(p => now - p.ConnectedSince > TrackRecord.LongestSilence)
                .Select(p => p.Participant).ToHashSet(StringComparer.Ordinal);
            var open = link?.OpenFiles(recorder.Folder);
            recorder.Look(now, settled, path => open?.Contains(path) ?? false, sealNow: closing);
            if (closing && recorder.IsEmpty)
            {
                await Finish();
            }
        }
        finally
        {
            rounds.Release();
        }
    }

    /// <summary>Ends the room for everyone. <see cref="Finished"/> follows within a round or two.</summary>
    public async Task Close()
    {
        lock (gate)
        {
            if (!closing)
            {
                Save(admitted, true);
                closing = true;
            }
        }
        foreach (var peer in peers.Present)
        {
            await Drop(peer, DisconnectReason.RoomClosed);
        }
        if (link is { } engine)
        {
            await engine.DestroyRoom(Id, EngineSecret);
        }
    }

    public RoomState State()
    {
        var recorded = recorder.Tracks().ToLookup(t => t.Participant, StringComparer.Ordinal);
        return new RoomState(Id, [.. admitted.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a =>
        {
            var peer = peers.Of(a.Key);
            var tracks = recorded[a.Key].OrderBy(t => t.Track)
                .Select(t => new TrackFlow(t.Track, peer?.Receives(t.Track) ?? false, t.Bytes, t.LastBytesAt));
            return new ParticipantState(a.Key, peer?.Publication > 0, a.Value.Isolated, [.. tracks]);
        })]);
    }

    public void Dispose()
    {
        foreach (var peer in peers.Present)
        {
            peer.Dispose();
        }
        recorder.Dispose();
        rounds.Dispose();
    }

    async Task Drop(Peer peer, DisconnectReason reason)
    {
        if (peers.TakeOut(peer))
        {
            await peers.End(peer, reason);
            Changed();
        }
    }

    /// <summary>Disk first, then memory: what a caller was told survives a kill.</summary>
    void Save(ImmutableDictionary<string, Admission> participants, bool isClosing)
    {
        new RoomFile(RecordingRecipient, isClosing, participants).Save(state, Id);
        admitted = participants;
    }

    async Task Finish()
    {
        if (finished.Task.IsCompleted)
        {
            return;
        }
        var totals = recorder.Totals();
        Note((id, at) => new RecordingFinished(id, Id, at, totals));
        notes.Writer.Complete();
        await noting;
        Directory.Delete(recorder.Folder, recursive: true);
        RoomFile.Delete(state, Id);
        log.RoomClosed(Id, totals.Count);
        finished.SetResult();
    }
}

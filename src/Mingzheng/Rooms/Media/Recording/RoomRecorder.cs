using Mingzheng.Base;
using Mingzheng.Base.Files;
using Mingzheng.Rooms.Media.Events;

namespace Mingzheng.Rooms.Media.Recording;

/// <summary>
/// Takes what the media server writes into the room's memory folder, seals it and says so in the ledger. Only then is the memory given back.
/// Starting again over the same folder and ledger goes on where the last announced segment ended.
/// </summary>
sealed class RoomRecorder : IDisposable
{
    static readonly TimeSpan SealEvery = TimeSpan.FromSeconds(2);

    readonly Lock gate = new();
    readonly string room;
    readonly RoomLedger ledger;
    readonly SegmentStore store;
    readonly ILogger log;
    readonly Dictionary<string, GrowingPart> parts = [];
    readonly Dictionary<(string Participant, TrackKind Track), TrackRecord> tracks = [];
    readonly List<MediaEvent> unannounced = [];
    readonly List<SealedSegment> unannouncedSegments = [];
    DateTimeOffset lastSeal = DateTimeOffset.MinValue;

    public RoomRecorder(string room, string folder, SegmentStore store, RoomLedger ledger, ILogger log)
    {
        this.room = room;
        this.store = store;
        this.ledger = ledger;
        this.log = log;
        Folder = folder;
        Directory.CreateDirectory(folder, DurableFile.OwnerFolder);
        foreach (var happened in ledger.All())
        {
            Remember(happened);
        }
    }

    /// <summary>Where the media server writes this room's tracks.</summary>
    public string Folder { get; }

    /// <summary>True when nothing waits to be sealed.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return parts.Count == 0;
            }
        }
    }

    /// <summary>
    /// One look at all tracks. <paramref name="isOpen"/> tells whether the media server still writes a file; a file that it has left is sealed
    /// to its last whole frame and removed.
    /// </summary>
    /// <param name="connected">Participants whose media has reached the room long enough to be missed when it is not recorded.</param>
    /// <param name="sealNow">Seals what there is without waiting for two seconds of it.</param>
    public void Look(DateTimeOffset now, IReadOnlySet<string> connected, Func<string, bool> isOpen, bool sealNow)
    {
        lock (gate)
        {
            Discover();
            NoteGrowth(now);
            if (!sealNow && now - lastSeal < SealEvery)
            {
                return;
            }
            lastSeal = now;
            var ended = SealTracks(now, isOpen);
            OpenGaps(now, connected);
            if (Announce(now))
            {
                ended.ForEach(Drop);
            }
        }
    }

    public IReadOnlyList<(string Participant, TrackKind Track, long Bytes, long LastBytesAt)> Tracks()
    {
        lock (gate)
        {
            return [.. tracks.Values.Select(t => (t.Participant, t.Track, t.PlainBytes, t.LastGrowth))];
        }
    }

    public IReadOnlyList<RecordedTrack> Totals()
    {
        lock (gate)
        {
            return [.. tracks.Values.OrderBy(t => t.Participant, StringComparer.Ordinal).ThenBy(t => t.Track)
                .Select(t => new RecordedTrack(t.Participant, t.Track, t.NextNo, t.SealedBytes))];
        }
    }

    public void Dispose()
    {
        foreach (var part in parts.Values)
        {
            part.Dispose();
        }
    }

    void Remember(MediaEvent happened)
    {
        switch (happened)
        {
            case RecordingStarted started:
                Track(started.Participant, started.Track).BeginPart(started.Part);
                break;
            case RecordingSealed sealed_:
                foreach (var segment in sealed_.Segments)
                {
                    var track = Track(segment.Participant, segment.Track);
                    track.PlainBytes += segment.PartEnd - track.TakenOf(segment.Part);
                    track.Take(segment);
                }
                break;
            case TrackGap gap:
                Track(gap.Participant, gap.Track).Note(gap);
                break;
        }
    }

    TrackRecord Track(string participant, TrackKind kind)
    {
        if (!tracks.TryGetValue((participant, kind), out var track))
        {
            tracks[(participant, kind)] = track = new TrackRecord(participant, kind);
        }
        return track;
    }

    TrackRecord Track(GrowingPart part) => Track(part.Participant, part.Track);

    void Discover()
    {
        foreach (var path in Directory.EnumerateFiles(Folder, "*.mjr"))
        {
            if (!parts.ContainsKey(path)
                && GrowingPart.Open(room, path, (who, kind, began) => Track(who, kind).TakenOf(began)) is { } part)
            {
                parts[path] = part;
            }
        }
    }

    void NoteGrowth(DateTimeOffset now)
    {
        foreach (var part in parts.Values)
        {
            if (part.Growth() is var growth and > 0)
            {
                var track = Track(part);
                track.PlainBytes += growth;
                track.LastGrowth = now.ToMicroseconds();
            }
        }
    }

    /// <summary>Parts of a track follow each other: a later one begins in the segments when the one before has ended.</summary>
    /// <returns>The parts that have ended and are sealed.</returns>
    List<GrowingPart> SealTracks(DateTimeOffset now, Func<string, bool> isOpen)
    {
        var ended = new List<GrowingPart>();
        foreach (var track in parts.Values.GroupBy(p => (p.Participant, p.Track)).ToList())
        {
            var inOrder = track.OrderBy(p => p.Began).ToList();
            var next = 0;
            while (next < inOrder.Count && SealToItsEnd(inOrder[next], next == inOrder.Count - 1, now, isOpen))
            {
                ended.Add(inOrder[next++]);
            }
        }
        return ended;
    }

    /// <returns>False while the part may still grow, or some of it could not be sealed.</returns>
    bool SealToItsEnd(GrowingPart part, bool isLast, DateTimeOffset now, Func<string, bool> isOpen)
    {
        // Asked before reading: what is closed now does not grow after we have read it to its end.
        var stalled = !isLast && Track(part).LastGrowth < (now - TrackRecord.LongestSilence).ToMicroseconds();
        var over = !isOpen(part.Path) || stalled;
        try
        {
            while (part.Next() is { } piece)
            {
                Seal(part, piece, now);
            }
            return over;
        }
        catch (InvalidDataException fault)
        {
            // Its picture cannot be read and must not lie about unencrypted; the missing time becomes a gap.
            log.PartDamaged(fault, room, part.Participant, part.Track);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.CannotSeal(fault, room, part.Participant, part.Track);
            return false;
        }
    }

    void Seal(GrowingPart part, PieceOfPart piece, DateTimeOffset now)
    {
        var track = Track(part);
        var segment = store.Seal(part, track.NextNo, piece);
        if (track.BeginPart(part.Began))
        {
            unannounced.Add(new RecordingStarted(
                Guid.CreateVersion7(now), room, now.ToMicroseconds(), part.Participant, part.Track, part.Began));
        }
        foreach (var (from, to) in track.Gaps(piece.Arrivals).ToList())
        {
            Add(track, from, to, now);
        }
        track.Take(segment);
        part.Take(segment.PartEnd);
        unannouncedSegments.Add(segment);
    }

    /// <summary>A connected participant whose track does not grow is an alarm, not merely an absence.</summary>
    void OpenGaps(DateTimeOffset now, IReadOnlySet<string> connected)
    {
        var silentSince = (now - TrackRecord.LongestSilence).ToMicroseconds();
        foreach (var track in tracks.Values)
        {
            if (connected.Contains(track.Participant) && track.OpenGap is null
                && track.LastFrame > 0 && track.LastFrame < silentSince && track.LastGrowth < silentSince)
            {
                log.TrackSilent(room, track.Participant, track.Track);
                Add(track, track.LastFrame, null, now);
            }
        }
    }

    void Add(TrackRecord track, long from, long? to, DateTimeOffset now)
    {
        var gap = new TrackGap(Guid.CreateVersion7(now), room, now.ToMicroseconds(), track.Participant, track.Track, from, to);
        track.Note(gap);
        unannounced.Add(gap);
    }

    /// <returns>False when the ledger could not take it; the next look tries again.</returns>
    bool Announce(DateTimeOffset now)
    {
        var events = new List<MediaEvent>(unannounced);
        if (unannouncedSegments.Count > 0)
        {
            events.Add(new RecordingSealed(Guid.CreateVersion7(now), room, now.ToMicroseconds(), [.. unannouncedSegments]));
        }
        if (events.Count == 0)
        {
            return true;
        }
        try
        {
            ledger.Append(events);
        }
        catch (IOException fault)
        {
            log.CannotAnnounce(fault, room);
            return false;
        }
        unannounced.Clear();
        unannouncedSegments.Clear();
        foreach (var part in parts.Values)
        {
            part.FreeTaken();
        }
        return true;
    }

    void Drop(GrowingPart part)
    {
        parts.Remove(part.Path);
        part.Delete();
    }
}

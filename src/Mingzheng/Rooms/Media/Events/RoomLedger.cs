using System.Text;
using System.Text.Json;
using Mingzheng.Base.Files;

namespace Mingzheng.Rooms.Media.Events;

/// <summary>
/// Everything that happened in one room, one JSON line each, on disk before anyone hears of it. It is the recorder's memory after a crash and
/// the queue of what the app has not yet taken. A line cut off by a crash was never acknowledged and is dropped.
/// </summary>
sealed class RoomLedger : IDisposable
{
    readonly Lock gate = new();
    readonly FileStream lines;
    readonly string deliveredPath;
    long delivered;

    RoomLedger(string room, FileStream lines, string deliveredPath, long delivered)
    {
        Room = room;
        this.lines = lines;
        this.deliveredPath = deliveredPath;
        this.delivered = delivered;
    }

    public string Room { get; }

    public bool AllDelivered
    {
        get
        {
            lock (gate)
            {
                return delivered >= lines.Length;
            }
        }
    }

    public static RoomLedger Open(string folder, string room)
    {
        DurableFile.CreateFolder(folder);
        var path = Path.Combine(folder, room + ".events");
        var isNew = !File.Exists(path);
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            BufferSize = 0,
            UnixCreateMode = DurableFile.OwnerFile,
        });
        if (isNew)
        {
            Posix.SyncFolder(folder);
        }
        file.SetLength(WholeLines(file));
        var deliveredPath = Path.Combine(folder, room + ".delivered");
        var delivered = File.Exists(deliveredPath) && long.TryParse(File.ReadAllText(deliveredPath), out var at) ? at : 0;
        return new RoomLedger(room, file, deliveredPath, Math.Min(delivered, file.Length));
    }

    /// <summary>Returns when the events are on disk.</summary>
    public void Append(params IEnumerable<MediaEvent> events)
    {
        var text = new MemoryStream();
        foreach (var happened in events)
        {
            JsonSerializer.Serialize(text, happened, MediaJson.Options);
            text.WriteByte((byte)'\n');
        }
        lock (gate)
        {
            var end = lines.Length;
            try
            {
                lines.Position = end;
                lines.Write(text.GetBuffer().AsSpan(0, (int)text.Length));
                lines.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                // Half a line (a full disk) must not swallow the next one.
                lines.SetLength(end);
                throw;
            }
        }
    }

    public IReadOnlyList<MediaEvent> All()
    {
        lock (gate)
        {
            return Read(0, int.MaxValue).Events;
        }
    }

    /// <summary>The oldest events that the app has not taken, and the mark to hand to <see cref="MarkDelivered"/> once it has.</summary>
    public (IReadOnlyList<MediaEvent> Events, long Mark) Undelivered(int limit)
    {
        lock (gate)
        {
            return Read(delivered, limit);
        }
    }

    public void MarkDelivered(long mark)
    {
        lock (gate)
        {
            delivered = mark;
            File.WriteAllText(deliveredPath, mark.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Forgets the room: everything in it has been delivered.</summary>
    public void Delete()
    {
        lines.Dispose();
        DurableFile.Delete(lines.Name);
        DurableFile.Delete(deliveredPath);
    }

    public void Dispose() => lines.Dispose();

    (IReadOnlyList<MediaEvent> Events, long Mark) Read(long from, int limit)
    {
        var events = new List<MediaEvent>();
        lines.Position = from;
        using var reader = new StreamReader(lines, Encoding.UTF8, false, 64 * 1024, leaveOpen: true);
        while (events.Count < limit && reader.ReadLine() is { } line)
        {
            events.Add(JsonSerializer.Deserialize<MediaEvent>(line, MediaJson.Options)
                ?? throw new InvalidDataException($"The ledger of room {Room} holds an empty event."));
            from += Encoding.UTF8.GetByteCount(line) + 1;
        }
        return (events, from);
    }

    static long WholeLines(FileStream file)
    {
        var last = new byte[1];
        for (var end = file.Length; end > 0; end--)
        {
            file.Position = end - 1;
            file.ReadExactly(last);
            if (last[0] == (byte)'\n')
            {
                return end;
            }
        }
        return 0;
    }
}

using System.Data.Common;
using Mingzheng.Base.Database;

namespace Mingzheng.Journal;

/// <summary>
/// Wakes those who follow a stream when an entry of it was placed, and nobody else: a node reads each new position once, however many
/// screens are open. Truth is the table: who is woken looks there, and who was not looks there now and then.
/// </summary>
sealed partial class StreamBells(JournalSignals signals, Reads reads, ILogger<StreamBells> log) : BackgroundService
{
    const int MostAtOnce = 5_000;
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    readonly Dictionary<string, HashSet<Wake>> listeners = [];

    /// <summary>One bell for all of these streams, until what is returned is disposed of.</summary>
    public Listener Listen(IReadOnlyList<string> streams)
    {
        var listener = new Listener(this, streams);
        lock (listeners)
        {
            foreach (var stream in streams)
            {
                if (!listeners.TryGetValue(stream, out var here))
                {
                    listeners[stream] = here = [];
                }

                here.Add(listener.Bell);
            }
        }

        return listener;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? heard = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = signals.Placed.Next;
            try
            {
                if (heard is null)
                {
                    heard = await LastPosition(stoppingToken);
                    // Who looked at the table before this moment may have seen less.
                    Ring(null);
                }

                heard = await RingFor(heard.Value, stoppingToken);
                await Wake.Wait(next, Poll, stoppingToken);
            }
            catch (Exception failure) when (failure is DbException or IOException)
            {
                ReadingFailed(log, failure);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    async Task<long> RingFor(long heard, CancellationToken stop)
    {
        while (true)
        {
            var (last, streams, count) = await After(heard, stop);
            Ring(streams);
            if (count < MostAtOnce)
            {
                return last;
            }

            heard = last;
        }
    }

    void Ring(IEnumerable<string>? streams)
    {
        List<Wake> concerned;
        lock (listeners)
        {
            concerned = [.. (streams ?? listeners.Keys).SelectMany(stream => listeners.GetValueOrDefault(stream) ?? [])];
        }

        concerned.ForEach(bell => bell.Ring());
    }

    async Task<(long Last, HashSet<string> Streams, int Count)> After(long heard, CancellationToken stop)
    {
        await using var connection = await reads.Connect(stop);
        await using var command = connection.Command(
            $"select position, stream from positions where position > @after order by position limit {MostAtOnce}");
        command.Bind("after", heard);
        var (streams, count) = (new HashSet<string>(), 0);
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            heard = row.GetInt64(0);
            streams.Add(row.GetString(1));
            count++;
        }

        return (heard, streams, count);
    }

    async Task<long> LastPosition(CancellationToken stop)
    {
        await using var connection = await reads.Connect(stop);
        await using var command = connection.Command("select coalesce(max(position), -1) from positions");
        return Convert.ToInt64(await command.ExecuteScalarAsync(stop), null);
    }

    void Leave(Listener listener)
    {
        lock (listeners)
        {
            foreach (var stream in listener.Streams)
            {
                if (listeners.TryGetValue(stream, out var here) && here.Remove(listener.Bell) && here.Count == 0)
                {
                    listeners.Remove(stream);
                }
            }
        }
    }

    /// <summary>Somebody who follows some streams.</summary>
    public sealed class Listener(StreamBells bells, IReadOnlyList<string> streams) : IDisposable
    {
        internal IReadOnlyList<string> Streams => streams;

        public Wake Bell { get; } = new();

        public void Dispose() => bells.Leave(this);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reading new positions failed; open screens look for themselves meanwhile.")]
    static partial void ReadingFailed(ILogger log, Exception failure);
}

using System.Net.Http.Json;
using System.Text.Json;
using Mingzheng.Rooms.Media.Live;

namespace Mingzheng.Rooms.Media.Events;

/// <summary>Brings the events of every room to the app, in order within each room, for as long as it takes.</summary>
sealed class EventCourier(MediaRooms rooms, HttpClient app, TimeProvider clock, ILogger<EventCourier> log) : BackgroundService
{
    /// <summary>Path at the app to which batches are posted.</summary>
    public const string Path = "internal/media/events";

    const int BatchSize = 100;
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>Short, for reading and signing are locked until the app hears from the recorder again.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Poll;
        while (!stoppingToken.IsCancellationRequested)
        {
            pause = await Round(stoppingToken) ? Poll : pause * 2 < LongestPause ? pause * 2 : LongestPause;
            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    /// <summary>Says whether everything was taken. A room whose events the app refuses, or whose ledger is damaged, waits alone; when the app is away, all wait.</summary>
    async Task<bool> Round(CancellationToken stop)
    {
        var refused = false;
        foreach (var ledger in rooms.Ledgers())
        {
            try
            {
                await Deliver(ledger, stop);
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException or JsonException or InvalidDataException)
            {
                stop.ThrowIfCancellationRequested();
                log.AppNotTakingEvents(ledger.Room, fault.Message);
                refused = true;
                // A ledger that cannot be read is its own room's trouble.
                if (fault is not (HttpRequestException { StatusCode: not null } or JsonException or InvalidDataException))
                {
                    break;
                }
            }
        }

        return !refused;
    }

    async Task Deliver(RoomLedger ledger, CancellationToken stop)
    {
        while (true)
        {
            var (events, mark) = ledger.Undelivered(BatchSize);
            if (events.Count == 0)
            {
                rooms.ForgetWhenDone(ledger);
                return;
            }
            using var answer = await app.PostAsJsonAsync(Path, events, MediaJson.Options, stop);
            answer.EnsureSuccessStatusCode();
            ledger.MarkDelivered(mark);
        }
    }
}

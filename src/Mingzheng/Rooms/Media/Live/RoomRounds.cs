namespace Mingzheng.Rooms.Media.Live;

/// <summary>Goes through all rooms twice a second.</summary>
sealed class RoomRounds(MediaRooms rooms, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await rooms.Round(stoppingToken);
        }
    }
}

namespace Mingzheng.Rooms.Media;

/// <summary>Before the app works: clear tracks that a killed app left on the memory file system are removed.</summary>
sealed class LeftExports(IConfiguration configuration, ILogger<LeftExports> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (ExportFolder.RemoveLeftBehind(MediaOptions.From(configuration).Memory) is > 0 and var removed)
        {
            log.ExportsRemoved(removed);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

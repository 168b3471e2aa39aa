using System.Diagnostics;
using System.Net.WebSockets;
using Mingzheng.Rooms.Media.Live;

namespace Mingzheng.Rooms.Media.Janus;

/// <summary>Keeps one Janus running: starts it, tells the rooms, asks it every two seconds and starts it again after five seconds of silence.</summary>
sealed class JanusEngine(
    MediaRooms rooms, JanusProcess starter, MediaOptions options, TimeProvider clock, ILogger<JanusEngine> log) : BackgroundService
{
    static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Where the settings of one start lie, with its secrets.</summary>
    string Folder => Path.Combine(options.Memory, "engine");

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        RemoveFolders();
    }

    /// <summary>Memory is short and secrets are none of the next one's: a node that ends in order leaves nothing of the engine there.</summary>
    void RemoveFolders()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        if (Directory.Exists(options.Memory) && !Directory.EnumerateFileSystemEntries(options.Memory).Any())
        {
            Directory.Delete(options.Memory);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var network = await MediaInterface.Choose(options.Interface, stoppingToken);
        log.MediaOver(network, options.RtpPorts);
        var pause = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = clock.GetTimestamp();
            var reason = await RunOnce(network, stoppingToken);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            log.EngineLost(reason);
            // The first restart is immediate, for people are talking; one that fails at once again is not repeated in a hurry.
            pause = clock.GetElapsedTime(started) > LongestPause ? TimeSpan.Zero : Longer(pause);
            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    static TimeSpan Longer(TimeSpan pause) =>
        pause == TimeSpan.Zero ? TimeSpan.FromMilliseconds(100) : pause * 2 < LongestPause ? pause * 2 : LongestPause;

    /// <returns>Why it ended.</returns>
    async Task<string> RunOnce(string network, CancellationToken stop)
    {
        Process? process = null;
        JanusConnection? connection = null;
        try
        {
            var settings = JanusSettings.Write(Folder, network, options.RtpPorts);
            process = await starter.Start(settings);
            connection = await Connect(settings, process, stop);
            var control = await connection.Attach(_ => { });
            log.EngineUp(process.Id);
            await rooms.EngineUp(new JanusLink(connection, control, settings, process.Id));
            return await Watch(connection, process, stop);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return fault.Message;
        }
        finally
        {
            rooms.EngineDown();
            // First the process: who waits until nothing is sent any more is told so by the end of the connection.
            await Kill(process);
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }
        }
    }

    async Task<JanusConnection> Connect(JanusSettings settings, Process process, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await JanusConnection.Open(settings, clock, stop);
            }
            catch (WebSocketException) when (!process.HasExited && clock.GetElapsedTime(began) < StartLimit)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), clock, stop);
            }
        }
    }

    async Task<string> Watch(JanusConnection connection, Process process, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, connection.Ended);
        try
        {
            while (true)
            {
                await Task.Delay(AskEvery, clock, either.Token);
                await connection.Info();
            }
        }
        catch (TimeoutException)
        {
            return "no answer for five seconds";
        }
        catch (Exception fault) when (fault is OperationCanceledException or JanusException)
        {
            return connection.IsGivenUp ? "a connection that was to end was not confirmed to have ended"
                : process.HasExited ? $"exit code {process.ExitCode}" : "connection lost";
        }
    }

    static async Task Kill(Process? process)
    {
        if (process is null)
        {
            return;
        }
        if (!process.HasExited)
        {
            process.Kill();
        }
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

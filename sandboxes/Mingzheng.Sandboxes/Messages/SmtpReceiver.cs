using System.Net;
using System.Net.Sockets;
using Mingzheng.Sandboxes.Control;

namespace Mingzheng.Sandboxes.Messages;

/// <summary>The mail receiver on 127.0.0.1: takes every message for every receiver into the outbox.</summary>
sealed partial class SmtpReceiver(
    SandboxOptions options, Outbox outbox, Switchboard switches, TimeProvider clock, ILogger<SmtpReceiver> log)
    : IHostedService, IDisposable
{
    const int MostConnections = 64;
    readonly TcpListener listener = new(IPAddress.Loopback, options.SmtpPort);
    readonly CancellationTokenSource stopping = new();
    readonly SemaphoreSlim places = new(MostConnections);
    Task accepting = Task.CompletedTask;

    /// <summary>The port in use, known once started.</summary>
    public int Port { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        LogListening(Port);
        accepting = Accept(stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        listener.Dispose();
        stopping.Dispose();
        places.Dispose();
    }

    async Task Accept(CancellationToken stopping)
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                await places.WaitAsync(stopping);
                var client = await listener.AcceptTcpClientAsync(stopping);
                sessions.RemoveAll(session => session.IsCompleted);
                sessions.Add(Serve(client, stopping));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Task.WhenAll(sessions);
        }
    }

    async Task Serve(TcpClient client, CancellationToken stopping)
    {
        try
        {
            using (client)
            await using (var stream = client.GetStream())
            {
                await new SmtpSession(stream, outbox, switches, clock).Run(stopping);
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            LogBroken(broken.Message);
        }
        finally
        {
            places.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail receiver on smtp://127.0.0.1:{Port}")]
    partial void LogListening(int port);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A mail connection ended early: {Reason}")]
    partial void LogBroken(string reason);
}

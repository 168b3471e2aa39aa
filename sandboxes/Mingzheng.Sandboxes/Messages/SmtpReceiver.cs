using System.Net;
using System.Net.Sockets;
using Mingzheng.Sandboxes.Control;

namespace Mingzheng.Sandboxes.Messages;

/// <summary>The mail receiver on 127.0.0.1: takes every message for every receiver into the outbox.</summary>
internal sealed partial class SmtpReceiver(
    SandboxOptions options, Outbox outbox, Switchboard switches, TimeProvider clock, ILogger<SmtpReceiver> log)
    : IHostedService, IDisposable
{
    private const int MostConnections = 64;
    private readonly TcpListener _listener = new(IPAddress.Loopback, options.SmtpPort);
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _places = new(MostConnections);
    private Task _accepting = Task.CompletedTask;

    /// <summary>The port in use, known once started.</summary>
    public int Port { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        LogListening(Port);
        _accepting = Accept(_stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _stopping.Dispose();
        _places.Dispose();
    }

    private async Task Accept(CancellationToken stopping)
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                await _places.WaitAsync(stopping);
                var client = await _listener.AcceptTcpClientAsync(stopping);
                sessions.RemoveAll(session => session.IsCompleted);
                sessions.Add(Serve(client, stopping));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Task.WhenAll(sessions);
        }
    }

    private async Task Serve(TcpClient client, CancellationToken stopping)
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
            _places.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail receiver on smtp://127.0.0.1:{Port}")]
    private partial void LogListening(int port);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A mail connection ended early: {Reason}")]
    private partial void LogBroken(string reason);
}

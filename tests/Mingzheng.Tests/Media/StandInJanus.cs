using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mingzheng.Rooms.Media.Janus;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;

namespace Mingzheng.Tests.Media;

/// <summary>Answers what a media server is asked, without any media; the end of a handle can be held up, as by a server that is busy.</summary>
sealed class StandInJanus : IAsyncDisposable
{
    readonly TemporaryFolder disk = new();
    readonly JanusSettings settings;
    readonly WebApplication app;
    readonly SemaphoreSlim sending = new(1, 1);
    readonly ConcurrentDictionary<ulong, byte> subscribers = [];
    readonly TaskCompletionSource subscribed = new();
    readonly TaskCompletionSource detaching = new();
    readonly TaskCompletionSource detached = new();
    JanusConnection? connection;
    WebSocket? socket;
    long handles;

    StandInJanus()
    {
        settings = JanusSettings.Write(disk.Path, "lo", "40000-40099");
        var builder = WebApplication.CreateSlimBuilder(["--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{settings.Port}")]);
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.UseWebSockets();
        app.Map("/", Serve);
    }

    public JanusLink Link { get; private set; } = null!;

    /// <summary>The most a picture may take of the line, in the room that was made last.</summary>
    public int? PictureLimit { get; private set; }

    /// <summary>Completes when two people receive each other.</summary>
    public Task Subscribed => subscribed.Task;

    /// <summary>Completes when somebody's receiving is asked to end; it ends with <see cref="LetGo"/>.</summary>
    public Task Detaching => detaching.Task;

    public static async Task<StandInJanus> Start()
    {
        var janus = new StandInJanus();
        await janus.app.StartAsync();
        janus.connection = await JanusConnection.Open(janus.settings, FakeClock.OnAWednesdayMorning(), CancellationToken.None);
        janus.Link = new JanusLink(janus.connection, await janus.connection.Attach(_ => { }), janus.settings, Environment.ProcessId);
        return janus;
    }

    public void LetGo() => detached.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        LetGo();
        await connection!.DisposeAsync();
        await app.DisposeAsync();
        disk.Dispose();
    }

    async Task Serve(HttpContext context)
    {
        socket = await context.WebSockets.AcceptWebSocketAsync("janus-protocol");
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: WebSocketMessageType.Text } frame)
            {
                await Answer(JsonNode.Parse(buffer.AsSpan(0, frame.Count))!.AsObject());
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            // The other side is gone.
        }
    }

    async Task Answer(JsonObject asked)
    {
        var handle = asked["handle_id"]?.GetValue<ulong>() ?? 0;
        var done = new JsonObject { ["janus"] = "success", ["transaction"] = (string?)asked["transaction"] };
        switch ((string?)asked["janus"])
        {
            case "create" or "attach":
                done["data"] = new JsonObject { ["id"] = Interlocked.Increment(ref handles) };
                break;
            case "message":
                done["plugindata"] = new JsonObject { ["data"] = new JsonObject() };
                break;
            case "detach" when subscribers.ContainsKey(handle):
                detaching.TrySetResult();
                _ = detached.Task.ContinueWith(_ => Send(done), TaskScheduler.Default);
                return;
        }

        PictureLimit = (int?)asked["body"]?["bitrate"] ?? PictureLimit;
        await Send(done);
        if ((string?)asked["body"]?["ptype"] == "publisher")
        {
            await Send(new JsonObject { ["janus"] = "webrtcup", ["sender"] = handle });
        }
        else if ((string?)asked["body"]?["ptype"] == "subscriber")
        {
            subscribers[handle] = 0;
            if (subscribers.Count == 2)
            {
                subscribed.TrySetResult();
            }
        }
    }

    async Task Send(JsonObject message)
    {
        await sending.WaitAsync();
        try
        {
            await socket!.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The other side is gone.
        }
        finally
        {
            sending.Release();
        }
    }
}

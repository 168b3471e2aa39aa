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

/// <summary>
/// Answers what a media server is asked, without any media; the end of somebody's receiving is held up, as by a server that is busy, until
/// <see cref="LetGo"/>.
/// </summary>
sealed class StandInJanus : IAsyncDisposable
{
    readonly TemporaryFolder disk = new();
    readonly JanusSettings settings;
    readonly WebApplication app;
    readonly SemaphoreSlim sending = new(1, 1);
    readonly ConcurrentDictionary<ulong, byte> subscribers = [];
    readonly ConcurrentDictionary<ulong, byte> open = [];
    readonly ConcurrentDictionary<string, ulong> publishers = [];
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

    /// <summary>What is done, and never answered.</summary>
    public Func<JsonObject, bool> Withholds { get; set; } = _ => false;

    /// <summary>What somebody who joins to receive is told of what flows.</summary>
    public JsonArray Streams { get; set; } = [];

    /// <summary>How many handles there are, the one that controls the rooms included.</summary>
    public int OpenHandles => open.Count;

    /// <summary>Completes when two people receive each other.</summary>
    public Task Subscribed => subscribed.Task;

    /// <summary>Completes when somebody's receiving is asked to end; it ends with <see cref="LetGo"/>.</summary>
    public Task Detaching => detaching.Task;

    /// <param name="clock">Tells how long an answer is waited for.</param>
    public static async Task<StandInJanus> Start(TimeProvider? clock = null)
    {
        var janus = new StandInJanus();
        await janus.app.StartAsync();
        janus.connection = await JanusConnection.Open(janus.settings, clock ?? FakeClock.OnAWednesdayMorning(), CancellationToken.None);
        janus.Link = new JanusLink(janus.connection, await janus.connection.Attach(_ => { }), janus.settings, Environment.ProcessId);
        return janus;
    }

    public void LetGo() => detached.TrySetResult();

    /// <summary>What its watchdog does with a media server that was given up.</summary>
    public async Task End() => await connection!.DisposeAsync();

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
            case "create":
                done["data"] = new JsonObject { ["id"] = ++handles };
                break;
            case "attach":
                done["data"] = new JsonObject { ["id"] = ++handles };
                open[(ulong)handles] = 0;
                break;
            case "message":
                done["plugindata"] = new JsonObject { ["data"] = Said(handle, asked["body"]!) };
                break;
            case "detach" when subscribers.ContainsKey(handle):
                detaching.TrySetResult();
                _ = detached.Task.ContinueWith(_ => Send(done), TaskScheduler.Default);
                return;
            case "detach":
                open.TryRemove(handle, out _);
                publishers.Where(one => one.Value == handle).ToList().ForEach(one => publishers.TryRemove(one));
                break;
        }

        if (Withholds(asked))
        {
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

    /// <summary>As the video room does: nobody enters a second time under a name that is inside.</summary>
    JsonObject Said(ulong handle, JsonNode body) =>
        (string?)body["ptype"] == "publisher" && publishers.GetOrAdd((string)body["id"]!, handle) != handle
            ? new JsonObject { ["error_code"] = 436, ["error"] = "User ID already exists" }
            : new JsonObject { ["streams"] = Streams.DeepClone() };

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

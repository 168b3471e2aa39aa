using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingzheng.Rooms.Media.Janus;

/// <summary>
/// One WebSocket to Janus with one session and many handles. Requests may overlap; events of a handle come in order on the reading thread and
/// must not wait for anything.
/// </summary>
sealed class JanusConnection : IAsyncDisposable
{
    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);
    static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    readonly ClientWebSocket socket = new();
    readonly SemaphoreSlim sending = new(1, 1);
    readonly CancellationTokenSource ended = new();
    readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentDictionary<string, Pending> pending = new();
    readonly ConcurrentDictionary<ulong, Action<JsonObject>> handles = new();
    readonly string apiSecret;
    readonly TimeProvider clock;
    long transactions;
    ulong session;

    JanusConnection(string apiSecret, TimeProvider clock)
    {
        this.apiSecret = apiSecret;
        this.clock = clock;
        socket.Options.AddSubProtocol("janus-protocol");
    }

    /// <summary>Cancelled when the connection is gone.</summary>
    public CancellationToken Ended => ended.Token;

    /// <summary>Completes when the media server itself has ended, and with it all that it sent; its connection may be lost before.</summary>
    public Task Gone => gone.Task;

    /// <summary>It ended because Janus did not do what it had to.</summary>
    public bool IsGivenUp { get; private set; }

    /// <exception cref="WebSocketException">Janus does not listen yet.</exception>
    public static async Task<JanusConnection> Open(JanusSettings settings, TimeProvider clock, CancellationToken stop)
    {
        var connection = new JanusConnection(settings.ApiSecret, clock);
        try
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{settings.Port}/");
            await connection.socket.ConnectAsync(new Uri(address), stop);
            _ = connection.Read();
            var answer = await connection.Ask(new JsonObject { ["janus"] = "create" });
            connection.session = answer["data"]!["id"]!.GetValue<ulong>();
            _ = connection.StayAlive();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <param name="onEvent">Called for every event of the handle that answers no request.</param>
    public async Task<JanusHandle> Attach(Action<JsonObject> onEvent)
    {
        var answer = await Ask(InSession(new JsonObject { ["janus"] = "attach", ["plugin"] = "janus.plugin.videoroom" }));
        var id = answer["data"]!["id"]!.GetValue<ulong>();
        handles[id] = onEvent;
        return new JanusHandle(this, id);
    }

    /// <summary>Asks whether Janus still answers.</summary>
    public Task Info() => Ask(new JsonObject { ["janus"] = "info" });

    public void Forget(ulong handle) => handles.TryRemove(handle, out _);

    public JsonObject InSession(JsonObject request)
    {
        request["session_id"] = session;
        return request;
    }

    /// <param name="acknowledgedOnly">The request has no answer but its acknowledgement.</param>
    /// <exception cref="JanusException">Refused, or the connection is gone.</exception>
    /// <exception cref="TimeoutException">No answer within five seconds.</exception>
    public async Task<JsonObject> Ask(JsonObject request, bool acknowledgedOnly = false)
    {
        var transaction = Interlocked.Increment(ref transactions).ToString("x", CultureInfo.InvariantCulture);
        request["transaction"] = transaction;
        request["apisecret"] = apiSecret;
        var answered = new Pending(acknowledgedOnly);
        pending[transaction] = answered;
        try
        {
            await Send(JsonSerializer.SerializeToUtf8Bytes(request));
            var answer = await answered.Task.WaitAsync(AnswerLimit, clock);
            return answer["error"] is { } error
                ? throw new JanusException(error["code"]!.GetValue<int>(), error["reason"]!.GetValue<string>())
                : answer;
        }
        finally
        {
            pending.TryRemove(transaction, out _);
        }
    }

    /// <summary>Janus does not do what it has to: whoever watches over it starts it again.</summary>
    public async Task GiveUp()
    {
        IsGivenUp |= !ended.IsCancellationRequested;
        await ended.CancelAsync();
    }

    /// <summary>To be called when the media server itself has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        socket.Dispose();
        gone.TrySetResult();
    }

    async Task Send(byte[] message)
    {
        try
        {
            await sending.WaitAsync(ended.Token);
            try
            {
                await socket.SendAsync(message, WebSocketMessageType.Text, true, ended.Token);
            }
            finally
            {
                sending.Release();
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            throw new JanusException(0, "connection lost");
        }
    }

    async Task Read()
    {
        var message = new MemoryStream();
        var buffer = new byte[32 * 1024];
        try
        {
            while (true)
            {
                var frame = await socket.ReceiveAsync(buffer.AsMemory(), ended.Token);
                if (frame.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }
                message.Write(buffer, 0, frame.Count);
                if (frame.EndOfMessage)
                {
                    Dispatch(JsonNode.Parse(message.GetBuffer().AsSpan(0, (int)message.Length))!.AsObject());
                    message.SetLength(0);
                }
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or ObjectDisposedException or JsonException)
        {
            // Whatever it was, the connection is not usable any more: the supervisor sees Ended.
        }
        await ended.CancelAsync();
        foreach (var waiting in pending.Values)
        {
            waiting.Fail();
        }
    }

    void Dispatch(JsonObject message)
    {
        var kind = (string?)message["janus"];
        if ((string?)message["transaction"] is { } transaction && pending.TryGetValue(transaction, out var waiting))
        {
            if (kind != "ack" || waiting.AcknowledgedOnly)
            {
                waiting.Succeed(message);
            }
        }
        else if (message["sender"] is { } sender && handles.TryGetValue(sender.GetValue<ulong>(), out var onEvent))
        {
            onEvent(message);
        }
    }

    async Task StayAlive()
    {
        try
        {
            while (true)
            {
                await Task.Delay(KeepAlive, clock, ended.Token);
                await Ask(InSession(new JsonObject { ["janus"] = "keepalive" }), acknowledgedOnly: true);
            }
        }
        catch (Exception fault) when (fault is JanusException or TimeoutException or OperationCanceledException)
        {
            // The watchdog's own question fails as well and starts Janus again.
        }
    }

    sealed class Pending(bool acknowledgedOnly)
    {
        readonly TaskCompletionSource<JsonObject> source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool AcknowledgedOnly => acknowledgedOnly;

        public Task<JsonObject> Task => source.Task;

        public void Succeed(JsonObject answer) => source.TrySetResult(answer);

        public void Fail() => source.TrySetException(new JanusException(0, "connection lost"));
    }
}

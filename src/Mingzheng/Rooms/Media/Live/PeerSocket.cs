using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingzheng.Rooms.Media.Live;

/// <summary>One signalling connection: JSON objects both ways, at most 64 KB each.</summary>
sealed class PeerSocket(WebSocket socket, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim sending = new(1, 1);
    readonly byte[] buffer = new byte[MediaBridge.MessageLimit];

    /// <summary>Sends, or gives the connection up: who is gone comes back through a new one.</summary>
    public async Task Send(JsonObject message)
    {
        using var limit = new CancellationTokenSource(SendLimit, clock);
        try
        {
            await sending.WaitAsync(limit.Token);
            try
            {
                await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, limit.Token);
            }
            finally
            {
                sending.Release();
            }
        }
        catch (Exception fault) when (IsLoss(fault))
        {
            socket.Abort();
        }
    }

    /// <summary>Null when the connection has ended, for whatever reason, or the message is not acceptable.</summary>
    public async Task<JsonObject?> Receive(CancellationToken stop)
    {
        try
        {
            var size = 0;
            while (size < buffer.Length)
            {
                var frame = await socket.ReceiveAsync(buffer.AsMemory(size), stop);
                size += frame.Count;
                if (frame.MessageType != WebSocketMessageType.Text)
                {
                    return null;
                }
                if (frame.EndOfMessage)
                {
                    return JsonNode.Parse(buffer.AsSpan(0, size), documentOptions: new JsonDocumentOptions { MaxDepth = 8 }) as JsonObject;
                }
            }
            return null;
        }
        catch (Exception fault) when (IsLoss(fault) || fault is JsonException)
        {
            return null;
        }
    }

    public async Task Close(string reason)
    {
        using var limit = new CancellationTokenSource(SendLimit, clock);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, reason, limit.Token);
            _ = AbortUnlessAnswered();
        }
        catch (Exception fault) when (IsLoss(fault))
        {
            socket.Abort();
        }
    }

    public void Dispose() => sending.Dispose();

    /// <summary>The other side answers the close; to abort before that would destroy what is still on its way to it.</summary>
    async Task AbortUnlessAnswered()
    {
        await Task.Delay(SendLimit, clock);
        socket.Abort();
    }

    static bool IsLoss(Exception fault) =>
        fault is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException or InvalidOperationException;
}

using System.Data.Common;
using System.Net.WebSockets;

namespace Mingzheng.Rooms.Media;

/// <summary>
/// Carries a browser's signalling to the media node and back, frame by frame, without looking inside. The app decides who the browser is;
/// the node decides everything else.
/// </summary>
/// <param name="askAgainEvery">A connection outlives the request that began it: so often it is asked whether the right to it still stands.</param>
public sealed class MediaBridge(MediaClient node, TimeSpan askAgainEvery)
{
    /// <summary>Largest signalling message: an offer for a room of thirty is below 40 KB.</summary>
    public const int MessageLimit = 64 * 1024;

    static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    /// <summary>Tells the browser to come again in a moment (RFC 6455 leaves 1013 to the registry: "try again later").</summary>
    const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    /// <summary>
    /// Serves one WebSocket request until either side ends it.
    /// </summary>
    /// <param name="participant">Who asks, by the app's own sign-in as it is now; null refuses with 403, and ends a connection that is open.</param>
    public async Task Serve(HttpContext http, string room, Func<HttpContext, Task<string?>> participant)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            return;
        }
        if (await participant(http) is not { } admitted)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        using var browser = await http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.FromSeconds(10), KeepAliveTimeout = TimeSpan.FromSeconds(10) });
        using var inward = await Reach(room, admitted, http.RequestAborted);
        if (inward is null)
        {
            await Close(browser, TryAgainLater, "media not ready");
            return;
        }
        await Join(browser, inward, async () => await participant(http) == admitted, http.RequestAborted);
    }

    async Task<ClientWebSocket?> Reach(string room, string participant, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        try
        {
            if (await node.Grant(room, participant, stop) is { } grant)
            {
                var address = new UriBuilder(new Uri(node.Node, "signal")) { Query = "grant=" + grant.Grant };
                address.Scheme = address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws";
                await socket.ConnectAsync(address.Uri, stop);
                return socket;
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or WebSocketException or TaskCanceledException)
        {
            // The node is starting again; the browser is told to come back.
        }
        socket.Dispose();
        return null;
    }

    async Task Join(WebSocket browser, WebSocket node, Func<Task<bool>> mayStay, CancellationToken aborted)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var onward = Pump(browser, node, ended.Token);
        var back = Pump(node, browser, ended.Token);
        var lapse = Lapse(mayStay, ended.Token);
        var first = await await Task.WhenAny(onward, back, lapse);
        await Close(browser, first.Status, first.Reason);
        await Close(node, first.Status, first.Reason);
        // Both sides answer a close; to cancel before that would abort the sockets and destroy what is still on its way.
        ended.CancelAfter(CloseLimit);
        await Task.WhenAll(onward, back, lapse);
    }

    /// <summary>Ends when the right to the connection has gone, or when nobody can say so: then the browser comes again and is asked anew.</summary>
    async Task<Ending> Lapse(Func<Task<bool>> mayStay, CancellationToken stop)
    {
        try
        {
            do
            {
                await Task.Delay(askAgainEvery, stop);
            }
            while (await mayStay());
            return new Ending(WebSocketCloseStatus.PolicyViolation, "not admitted any more");
        }
        catch (Exception fault) when (fault is OperationCanceledException or DbException)
        {
            return new Ending(TryAgainLater, "connection lost");
        }
    }

    static async Task<Ending> Pump(WebSocket from, WebSocket to, CancellationToken stop)
    {
        var buffer = new byte[16 * 1024];
        var size = 0;
        try
        {
            while (true)
            {
                var frame = await from.ReceiveAsync(buffer.AsMemory(), stop);
                if (frame.MessageType == WebSocketMessageType.Close)
                {
                    return new Ending(from.CloseStatus ?? WebSocketCloseStatus.NormalClosure, from.CloseStatusDescription);
                }
                size += frame.Count;
                if (size > MessageLimit)
                {
                    return new Ending(WebSocketCloseStatus.MessageTooBig, "message too big");
                }
                await to.SendAsync(buffer.AsMemory(0, frame.Count), frame.MessageType, frame.EndOfMessage, stop);
                size = frame.EndOfMessage ? 0 : size;
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            return new Ending(TryAgainLater, "connection lost");
        }
    }

    static async Task Close(WebSocket socket, WebSocketCloseStatus status, string? reason)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }
        using var limit = new CancellationTokenSource(CloseLimit);
        try
        {
            await socket.CloseOutputAsync(Sendable(status), reason, limit.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            socket.Abort();
        }
    }

    /// <summary>1005, 1006 and 1015 never travel in a close frame (RFC 6455 section 7.4.1).</summary>
    static WebSocketCloseStatus Sendable(WebSocketCloseStatus status) =>
        (int)status is 1005 or 1006 or 1015 ? WebSocketCloseStatus.NormalClosure : status;

    sealed record Ending(WebSocketCloseStatus Status, string? Reason);
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mingzheng.Rooms.Media.Janus;

namespace Mingzheng.Rooms.Media.Live;

/// <summary>
/// One participant's browser in a room: an uplink, a downlink and a signalling connection that may break and come back without disturbing the
/// two. The browser proves by <see cref="Key"/> that it is the one that continues.
/// </summary>
sealed class Peer : IDisposable
{
    /// <summary>How long somebody is kept whose camera and microphone do not reach us.</summary>
    public static readonly TimeSpan KeptWithoutMedia = TimeSpan.FromSeconds(30);

    readonly LiveRoom room;
    readonly TimeProvider clock;
    readonly ILogger log;
    readonly Uplink uplink;
    readonly Downlink downlink;
    readonly CancellationTokenSource ended = new();
    readonly SemaphoreSlim beginning = new(1, 1);
    readonly CancellationToken ending;
    readonly Task downlinkLoop;
    volatile PeerSocket? socket;
    volatile JanusLink? link;
    DateTimeOffset signallingLost;

    public Peer(LiveRoom room, string participant, TimeProvider clock, ILogger log)
    {
        this.room = room;
        this.clock = clock;
        this.log = log;
        Participant = participant;
        signallingLost = clock.GetUtcNow();
        uplink = new Uplink(room, this);
        downlink = new Downlink(room, this, clock, log);
        ending = ended.Token;
        downlinkLoop = downlink.Run(ending);
    }

    public string Participant { get; }

    public string Key { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The media server in which this peer has entered the room; null before and between.</summary>
    public JanusLink? Link => link;

    public bool HasSignalling => socket is not null;

    public long Publication => uplink.Publication;

    /// <summary>Since when camera and microphone reach the room; null while they do not.</summary>
    public DateTimeOffset? ConnectedSince => Publication != 0 ? uplink.PublishedAt : null;

    /// <summary>
    /// Without signalling: since when neither picture nor sound comes either; null while one does, for then it is the app that is away, and
    /// its absence cuts no call.
    /// </summary>
    DateTimeOffset? GoneSince =>
        Publication == 0 ? signallingLost
        : uplink.SilentSince is { } silent ? silent > signallingLost ? silent : signallingLost
        : null;

    public bool Receives(TrackKind track) => uplink.Receives(track);

    /// <summary>Serves one signalling connection until it ends.</summary>
    public async Task Serve(PeerSocket connection, bool resumed, JsonArray iceServers, CancellationToken stop)
    {
        var before = Interlocked.Exchange(ref socket, connection);
        if (before is not null)
        {
            await before.Close("continued elsewhere");
        }
        await connection.Send(new JsonObject { ["t"] = "welcome", ["peer"] = Key, ["resumed"] = resumed, ["iceServers"] = iceServers });
        if (resumed && link is not null && Publication != 0)
        {
            await downlink.Resend();
        }
        else
        {
            await Begin(room.Link, anew: resumed);
        }
        while (await connection.Receive(stop) is { } message)
        {
            await Handle(message);
        }
        signallingLost = clock.GetUtcNow();
        Interlocked.CompareExchange(ref socket, null, connection);
    }

    /// <summary>Enters the room and asks the browser to publish; what it had before is void.</summary>
    /// <param name="anew">Also when it has entered this very media server before.</param>
    public async Task Begin(JanusLink? engine, bool anew = false)
    {
        if (engine is null || !await MayBegin())
        {
            return;
        }
        try
        {
            if (!anew && link == engine)
            {
                return;
            }
            link = null;
            uplink.Lost(DisconnectReason.Rebuilt);
            downlink.StartOver();
            await uplink.Enter(engine);
            await Send(new JsonObject { ["t"] = "ready" });
            link = engine;
            downlink.Wake();
        }
        catch (Exception fault) when (fault is JanusException or TimeoutException or ObjectDisposedException)
        {
            // The room's next round tries again.
            log.PeerTrouble(room.Id, Participant, fault.Message);
        }
        finally
        {
            beginning.Release();
        }
    }

    public void EngineDown()
    {
        link = null;
        uplink.Lost(DisconnectReason.NodeRestarted);
        downlink.StartOver();
    }

    public void Wake() => downlink.Wake();

    /// <summary>Completes when nothing reaches this participant any more that the given version of the rules forbids.</summary>
    public Task Obeys(long version)
    {
        downlink.Interrupt();
        downlink.Wake();
        return downlink.Settled(version);
    }

    /// <summary>The media server ended the uplink; a browser that is still there begins again at the next round.</summary>
    public void HungUp(string reason)
    {
        log.HungUp(room.Id, Participant, reason);
        link = null;
    }

    /// <returns>Why this peer should be closed, or null when it stays.</returns>
    public async Task<DisconnectReason?> Round(DateTimeOffset now)
    {
        if (!HasSignalling)
        {
            return now - GoneSince > KeptWithoutMedia ? DisconnectReason.SignallingLost : null;
        }
        if (uplink.SilentSince is { } since && now - since > KeptWithoutMedia)
        {
            uplink.Lost(DisconnectReason.MediaLost);
            link = null;
        }
        if (link is null && room.Link is { } engine)
        {
            await Begin(engine);
        }
        return null;
    }

    /// <summary>Ends the connections, then tells the browser; only after that its signalling ends.</summary>
    public async Task Close(DisconnectReason reason)
    {
        await ended.CancelAsync();
        // Held for good: nothing begins any more.
        await beginning.WaitAsync();
        downlink.Interrupt();
        await downlinkLoop;
        await uplink.Leave(reason);
        if (socket is { } open)
        {
            await open.Send(new JsonObject { ["t"] = "ended", ["reason"] = reason.ToString() });
            await open.Close("ended");
        }
    }

    public Task Send(JsonObject message) => socket?.Send(message) ?? Task.CompletedTask;

    /// <summary>Sends without waiting; for callers that must go on.</summary>
    public void Tell(JsonObject message) => _ = Send(message);

    public void Dispose()
    {
        uplink.Dispose();
        beginning.Dispose();
        ended.Dispose();
    }

    /// <returns>False when the peer has ended; else the turn to begin, to be given back.</returns>
    async Task<bool> MayBegin()
    {
        try
        {
            await beginning.WaitAsync(ending);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task Handle(JsonObject message)
    {
        try
        {
            switch (Text(message, "t"))
            {
                case "publish" when Text(message, "sdp") is { } offer:
                    await uplink.Publish(offer);
                    break;
                case "answer" when Text(message, "sdp") is { } answer && message["n"]?.AsValue().TryGetValue(out int n) == true:
                    downlink.Answer(n, answer);
                    break;
                case "candidate":
                    await (Text(message, "of") == "up" ? uplink.Trickle(message["candidate"]) : downlink.Trickle(message["candidate"]));
                    break;
                case "restart-down":
                    downlink.RestartPaths();
                    break;
                case "redo-down":
                    downlink.StartOver();
                    break;
                case "rebuild":
                    await Begin(room.Link, anew: true);
                    break;
            }
        }
        catch (Exception fault) when (fault is JanusException or TimeoutException or InvalidOperationException)
        {
            // A description that the media server does not take: the browser's own timers begin again.
            log.PeerTrouble(room.Id, Participant, fault.Message);
        }
    }

    static string? Text(JsonObject message, string name) =>
        message[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

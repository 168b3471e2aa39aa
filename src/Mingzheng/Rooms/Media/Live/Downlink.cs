using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Mingzheng.Rooms.Media.Janus;

namespace Mingzheng.Rooms.Media.Live;

/// <summary>
/// The connection that brings the others to one participant: one line for all of them. A single loop compares what the participant may hear
/// with what flows and changes it, one offer and answer at a time.
/// </summary>
sealed class Downlink(LiveRoom room, Peer peer, TimeProvider clock, ILogger log)
{
    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    static readonly TimeSpan AbsentAnswerLimit = Peer.KeptWithoutMedia + TimeSpan.FromSeconds(5);
    static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    readonly Channel<bool> wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    readonly Dictionary<string, long> heard = new(StringComparer.Ordinal);
    readonly List<(long Version, TaskCompletionSource Reached)> waiting = [];
    JanusHandle? handle;
    JanusLink? handleLink;
    JsonArray streams = [];
    volatile Negotiation? negotiation;
    volatile bool startOver;
    volatile bool restartPaths;
    /// <summary>Names the line for the browser; never the same again, also after a restart of this process.</summary>
    string line = "";
    int offers;
    long settled = -1;

    /// <summary>Looks again at what should flow, soon.</summary>
    public void Wake() => wake.Writer.TryWrite(true);

    /// <summary>Gives the line up and builds a new one.</summary>
    public void StartOver()
    {
        startOver = true;
        Interrupt();
        Wake();
    }

    /// <summary>Looks for new network paths on the same line.</summary>
    public void RestartPaths()
    {
        restartPaths = true;
        Wake();
    }

    /// <summary>Does not wait for a browser that has not answered: its line is built anew.</summary>
    public void Interrupt() => negotiation?.GiveUp();

    /// <summary>Completes when nothing flows any more that the given version of the room's rules forbids.</summary>
    public Task Settled(long version)
    {
        lock (waiting)
        {
            if (settled >= version)
            {
                return Task.CompletedTask;
            }
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((version, reached));
            return reached.Task;
        }
    }

    public void Answer(int offer, string sdp)
    {
        if (negotiation is { } open && open.Number == offer)
        {
            open.Answered(sdp);
        }
    }

    /// <summary>After a break of signalling: the browser may not have got the offer that we wait for.</summary>
    public Task Resend() => negotiation is { } open ? peer.Send((JsonObject)open.Offer.DeepClone()) : Task.CompletedTask;

    public async Task Trickle(JsonNode? candidate)
    {
        if (handle is { } current)
        {
            await current.Trickle(candidate);
        }
    }

    /// <summary>The loop; ends with the peer.</summary>
    public async Task Run(CancellationToken stop)
    {
        try
        {
            await foreach (var _ in wake.Reader.ReadAllAsync(stop))
            {
                await ReconcileOrRetry(stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The peer ends, and its line with it.
        }
        await Drop();
        // Not before: a line that was not let go may still carry what an isolation forbids.
        Settle(long.MaxValue);
    }

    async Task ReconcileOrRetry(CancellationToken stop)
    {
        try
        {
            await Reconcile();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Whatever it was: without this loop nobody would end what the participant must not receive.
            stop.ThrowIfCancellationRequested();
            log.PeerTrouble(room.Id, peer.Participant, fault.Message);
            await Drop();
            await Task.Delay(RetryAfter, clock, stop);
            Wake();
        }
    }

    async Task Reconcile()
    {
        var (wanted, version) = room.AudibleTo(peer.Participant);
        var link = peer.Link;
        if (startOver || handleLink != link || wanted is null)
        {
            startOver = false;
            await Drop();
        }
        if (link is null || wanted is null)
        {
            Settle(version);
            return;
        }
        await Unsubscribe(wanted, version);
        await Subscribe(wanted, link);
        if (restartPaths && handle is not null)
        {
            restartPaths = false;
            await Negotiate(await handle.Request(new JsonObject { ["request"] = "configure", ["restart"] = true }));
        }
    }

    async Task Unsubscribe(IReadOnlyDictionary<string, long> wanted, long version)
    {
        var stale = heard.Where(h => !wanted.TryGetValue(h.Key, out var now) || now != h.Value).Select(h => h.Key).ToList();
        if (stale.Count == 0 || handle is null)
        {
            Settle(version);
            return;
        }
        var change = await handle.Request(new JsonObject { ["request"] = "update", ["unsubscribe"] = Feeds(stale) });
        stale.ForEach(feed => heard.Remove(feed));
        Settle(version);
        await Negotiate(change);
    }

    async Task Subscribe(IReadOnlyDictionary<string, long> wanted, JanusLink link)
    {
        var fresh = wanted.Where(w => !heard.ContainsKey(w.Key)).ToList();
        if (fresh.Count == 0)
        {
            return;
        }
        var feeds = Feeds(fresh.Select(f => f.Key));
        (JsonObject, string?) change;
        if (handle is null)
        {
            handle = await link.Connection.Attach(OnEvent);
            handleLink = link;
            line = RandomNumberGenerator.GetHexString(16, lowercase: true);
            change = await handle.Request(new JsonObject
            {
                ["request"] = "join",
                ["ptype"] = "subscriber",
                ["room"] = room.Id,
                ["pin"] = room.EngineSecret,
                ["autoupdate"] = false,
                ["streams"] = feeds,
            });
        }
        else
        {
            change = await handle.Request(new JsonObject { ["request"] = "update", ["subscribe"] = feeds });
        }
        foreach (var (participant, publication) in fresh)
        {
            heard[participant] = publication;
        }
        await Negotiate(change);
    }

    async Task Negotiate((JsonObject Data, string? Sdp) change)
    {
        streams = change.Data["streams"] as JsonArray ?? streams;
        if (change.Sdp is null)
        {
            await peer.Send(new JsonObject { ["t"] = "tracks", ["line"] = line, ["tracks"] = Tracks() });
            return;
        }
        var offer = new JsonObject
        {
            ["t"] = "offer", ["line"] = line, ["n"] = ++offers, ["sdp"] = change.Sdp, ["tracks"] = Tracks(),
        };
        var open = new Negotiation(offers, offer);
        negotiation = open;
        try
        {
            if (startOver)
            {
                open.GiveUp();
            }
            await peer.Send((JsonObject)offer.DeepClone());
            var answer = await open.Answer.WaitAsync(peer.HasSignalling ? AnswerLimit : AbsentAnswerLimit, clock);
            await handle!.Request(new JsonObject { ["request"] = "start" }, ("answer", answer));
        }
        finally
        {
            negotiation = null;
        }
    }

    /// <summary>Returns when nothing flows any more.</summary>
    async Task Drop()
    {
        heard.Clear();
        streams = [];
        if (handle is null)
        {
            return;
        }
        await handle.End();
        handle = null;
        handleLink = null;
        await peer.Send(new JsonObject { ["t"] = "silence", ["line"] = line });
    }

    void OnEvent(JsonObject happened)
    {
        if ((string?)happened["janus"] == "hangup")
        {
            StartOver();
        }
    }

    void Settle(long version)
    {
        lock (waiting)
        {
            settled = Math.Max(settled, version);
            foreach (var (_, reached) in waiting.Where(w => w.Version <= settled))
            {
                reached.TrySetResult();
            }
            waiting.RemoveAll(w => w.Version <= settled);
        }
    }

    static JsonArray Feeds(IEnumerable<string> participants) =>
        new([.. participants.Select(p => new JsonObject { ["feed"] = p })]);

    /// <summary>Which participant each section of the offer carries.</summary>
    JsonArray Tracks() => new([.. streams
        .Where(s => (bool?)s!["active"] != false && (string?)s["feed_id"] is { } feed && heard.ContainsKey(feed))
        .Select(s => new JsonObject
        {
            ["mid"] = Convert.ToString((string?)s!["mid"], CultureInfo.InvariantCulture),
            ["participant"] = (string?)s["feed_id"],
            ["kind"] = (string?)s["type"],
        })]);

    sealed class Negotiation(int number, JsonObject offer)
    {
        readonly TaskCompletionSource<string> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Number => number;

        public JsonObject Offer => offer;

        public Task<string> Answer => answer.Task;

        public void Answered(string sdp) => answer.TrySetResult(sdp);

        public void GiveUp() => answer.TrySetCanceled();
    }
}

using System.Text.Json.Nodes;
using Mingzheng.Rooms.Media.Janus;

namespace Mingzheng.Rooms.Media.Live;

/// <summary>The connection that brings one participant's camera and microphone into the room.</summary>
sealed class Uplink(LiveRoom room, Peer peer) : IDisposable
{
    readonly SemaphoreSlim gate = new(1, 1);
    readonly Dictionary<TrackKind, bool> receiving = [];
    JanusHandle? handle;
    bool entered;
    bool offered;
    (string Offer, string Answer)? last;
    long publication;

    /// <summary>Differs for every time that media began to flow; 0 while none does.</summary>
    public long Publication => Interlocked.Read(ref publication);

    /// <summary>When media last began to flow.</summary>
    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>When the last track stopped arriving; null while one does or nothing is published.</summary>
    public DateTimeOffset? SilentSince { get; private set; }

    public bool Receives(TrackKind track)
    {
        lock (receiving)
        {
            return Publication != 0 && receiving.GetValueOrDefault(track);
        }
    }

    /// <summary>Enters the room, on a new handle; the browser may publish afterwards.</summary>
    public async Task Enter(JanusLink link)
    {
        await gate.WaitAsync();
        try
        {
            entered = false;
            offered = false;
            last = null;
            if (handle is not null && !await handle.Detach())
            {
                throw new JanusException(0, "the connection before this one has not ended");
            }
            handle = null;
            // Kept before it has entered: the media server may let it in after we stopped waiting, and nobody else of this name until it has ended.
            handle = await link.Connection.Attach(OnEvent);
            await handle.Request(new JsonObject
            {
                ["request"] = "join",
                ["ptype"] = "publisher",
                ["room"] = room.Id,
                ["id"] = peer.Participant,
                ["pin"] = room.EngineSecret,
            });
            entered = true;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Answers the browser's offer: its first one, or a later one with new network paths. A repeated offer gets the same answer.</summary>
    public async Task Publish(string offer)
    {
        await gate.WaitAsync();
        try
        {
            if (handle is null || !entered)
            {
                return;
            }
            if (last?.Offer != offer)
            {
                var request = new JsonObject { ["request"] = offered ? "configure" : "publish" };
                var (_, answer) = await handle.Request(request, ("offer", offer));
                offered = true;
                last = (offer, answer ?? throw new JanusException(0, "no answer to the offer"));
            }
            await peer.Send(new JsonObject { ["t"] = "published", ["sdp"] = last.Value.Answer });
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task Trickle(JsonNode? candidate)
    {
        if (handle is { } current)
        {
            await current.Trickle(candidate);
        }
    }

    public async Task Leave(DisconnectReason reason)
    {
        Lost(reason);
        await gate.WaitAsync();
        try
        {
            entered = false;
            if (handle is not null)
            {
                await handle.End();
            }
            handle = null;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Notes that media no longer flows, once.</summary>
    public void Lost(DisconnectReason reason)
    {
        if (Interlocked.Exchange(ref publication, 0) != 0)
        {
            lock (receiving)
            {
                receiving.Clear();
                SilentSince = null;
            }
            room.Note((id, at) => new ParticipantDisconnected(id, room.Id, at, peer.Participant, reason));
            room.Changed();
        }
    }

    public void Dispose() => gate.Dispose();

    void OnEvent(JsonObject happened)
    {
        switch ((string?)happened["janus"])
        {
            case "webrtcup":
                PublishedAt = room.Now;
                Interlocked.Exchange(ref publication, room.NextPublication());
                room.Note((id, at) => new ParticipantConnected(id, room.Id, at, peer.Participant));
                room.Changed();
                break;
            case "media":
                OnMedia((string?)happened["type"] == "audio" ? TrackKind.Audio : TrackKind.Video, (bool?)happened["receiving"] ?? false);
                break;
            case "hangup":
                Lost(DisconnectReason.Left);
                peer.HungUp((string?)happened["reason"] ?? "");
                break;
        }
    }

    void OnMedia(TrackKind track, bool arrives)
    {
        bool? before;
        lock (receiving)
        {
            before = receiving.TryGetValue(track, out var known) ? known : null;
            receiving[track] = arrives;
            SilentSince = receiving.ContainsValue(true) ? null : SilentSince ?? room.Now;
        }
        if (before == true && !arrives)
        {
            room.Note((id, at) => new MediaInterrupted(id, room.Id, at, peer.Participant, track));
        }
        else if (before == false && arrives)
        {
            room.Note((id, at) => new MediaResumed(id, room.Id, at, peer.Participant, track));
        }
        peer.Tell(new JsonObject { ["t"] = "uplink", ["kind"] = track == TrackKind.Audio ? "audio" : "video", ["receiving"] = arrives });
    }
}

using System.Collections.Immutable;

namespace Mingzheng.Rooms.Media.Live;

/// <summary>
/// The browsers in a room, one of each participant, and those that were taken out and still close: until they have, what they received may
/// flow on.
/// </summary>
sealed class RoomPeers
{
    readonly Lock gate = new();
    ImmutableDictionary<string, Peer> present = ImmutableDictionary.Create<string, Peer>(StringComparer.Ordinal);
    ImmutableHashSet<Peer> leaving = [];

    public IEnumerable<Peer> Present => present.Values;

    /// <summary>Whom anything may still reach.</summary>
    public IReadOnlyList<Peer> Connected
    {
        get
        {
            lock (gate)
            {
                return [.. present.Values, .. leaving];
            }
        }
    }

    public Peer? Of(string participant) => present.GetValueOrDefault(participant);

    /// <returns>Whose place it took, to be ended; null when the place was free.</returns>
    public Peer? Put(Peer peer)
    {
        lock (gate)
        {
            var before = Of(peer.Participant);
            present = present.SetItem(peer.Participant, peer);
            leaving = before is null ? leaving : leaving.Add(before);
            return before;
        }
    }

    /// <returns>True when the peer was part of the room; whoever took it out ends it, and nobody else.</returns>
    public bool TakeOut(Peer peer)
    {
        lock (gate)
        {
            var isPresent = Of(peer.Participant) == peer;
            present = isPresent ? present.Remove(peer.Participant) : present;
            leaving = isPresent ? leaving.Add(peer) : leaving;
            return isPresent;
        }
    }

    /// <summary>A peer that could not be closed stays among those whom something may reach.</summary>
    public async Task End(Peer peer, DisconnectReason reason)
    {
        await peer.Close(reason);
        peer.Dispose();
        lock (gate)
        {
            leaving = leaving.Remove(peer);
        }
    }
}

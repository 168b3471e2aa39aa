using Mingzheng.Journal;
using Mingzheng.Rooms.Media;

namespace Mingzheng.Rooms.Recording;

/// <summary>
/// Closes a room in the media node. That waits for the end of the recording, so it is a reaction of its own: no other room's admission or
/// isolation waits behind it.
/// </summary>
sealed class MediaCloser(MediaClient node) : IReaction
{
    public string Name => "media-closer";

    public bool Follows(string kind) => kind == "room.closed";

    public Task React(PlacedEntry entry, CancellationToken stop) => node.Close($"{Room.IdOf(entry.Stream):D}", stop);
}

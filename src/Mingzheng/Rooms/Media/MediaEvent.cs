using System.Text.Json.Serialization;

namespace Mingzheng.Rooms.Media;

/// <summary>What a camera or a microphone delivers: one track each per participant.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrackKind>))]
public enum TrackKind
{
    Audio,
    Video,
}

/// <summary>
/// Something that happened in a room's media. The node writes it to disk, then posts it to the app, in order within its room, until the app
/// has taken it: it may arrive twice with the same <see cref="Id"/>. Holds identifiers and digests only. Instants are microseconds UTC.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ParticipantConnected), "participant-connected")]
[JsonDerivedType(typeof(ParticipantDisconnected), "participant-disconnected")]
[JsonDerivedType(typeof(MediaInterrupted), "media-interrupted")]
[JsonDerivedType(typeof(MediaResumed), "media-resumed")]
[JsonDerivedType(typeof(RecordingStarted), "recording-started")]
[JsonDerivedType(typeof(RecordingSealed), "recording-sealed")]
[JsonDerivedType(typeof(TrackGap), "recording-gap")]
[JsonDerivedType(typeof(RecordingFinished), "recording-finished")]
[JsonDerivedType(typeof(NodeRestarted), "node-restarted")]
public abstract record MediaEvent(Guid Id, string Room, long At);

/// <summary>The participant's camera and microphone reach the room.</summary>
public sealed record ParticipantConnected(Guid Id, string Room, long At, string Participant) : MediaEvent(Id, Room, At);

public sealed record ParticipantDisconnected(Guid Id, string Room, long At, string Participant, DisconnectReason Reason)
    : MediaEvent(Id, Room, At);

/// <summary>No packet of a connected track for about two seconds.</summary>
public sealed record MediaInterrupted(Guid Id, string Room, long At, string Participant, TrackKind Track) : MediaEvent(Id, Room, At);

public sealed record MediaResumed(Guid Id, string Room, long At, string Participant, TrackKind Track) : MediaEvent(Id, Room, At);

/// <summary>The first frame of a part of a track was read. A track has one part per connection of its participant.</summary>
/// <param name="Part">Instant at which the part began; names the part within its track.</param>
public sealed record RecordingStarted(Guid Id, string Room, long At, string Participant, TrackKind Track, long Part)
    : MediaEvent(Id, Room, At);

/// <summary>At most once a second for each room: what was encrypted and is on disk since the last such event, of all tracks.</summary>
public sealed record RecordingSealed(Guid Id, string Room, long At, IReadOnlyList<SealedSegment> Segments) : MediaEvent(Id, Room, At);

/// <summary>Nothing of this track was recorded between the two instants.</summary>
/// <param name="To">Missing while the gap is still open; a second event with the same <paramref name="From"/> closes it.</param>
public sealed record TrackGap(Guid Id, string Room, long At, string Participant, TrackKind Track, long From, long? To)
    : MediaEvent(Id, Room, At);

/// <summary>The room was closed and everything recorded is sealed.</summary>
public sealed record RecordingFinished(Guid Id, string Room, long At, IReadOnlyList<RecordedTrack> Tracks) : MediaEvent(Id, Room, At);

/// <summary>The media of this room broke off for everyone and comes back by itself.</summary>
public sealed record NodeRestarted(Guid Id, string Room, long At, RestartCause Cause) : MediaEvent(Id, Room, At);

/// <summary>One encrypted piece of a track.</summary>
/// <param name="Part">The part of the track it belongs to; decrypted segments of one part, in order, are one .mjr file.</param>
/// <param name="No">Counts the segments of the track from 0, over all its parts.</param>
/// <param name="Path">Relative to the object folder.</param>
/// <param name="Bytes">Size of the ciphertext.</param>
/// <param name="Sha256">Of the ciphertext, hexadecimal.</param>
/// <param name="From">Arrival of its first frame.</param>
/// <param name="To">Arrival of its last frame.</param>
/// <param name="PartEnd">Plain bytes of the part up to and including this segment.</param>
public sealed record SealedSegment(
    string Participant, TrackKind Track, long Part, int No, string Path, long Bytes, string Sha256, long From, long To, long PartEnd);

/// <summary>Sums over one track of a finished recording.</summary>
public sealed record RecordedTrack(string Participant, TrackKind Track, int Segments, long Bytes);

[JsonConverter(typeof(JsonStringEnumConverter<DisconnectReason>))]
public enum DisconnectReason
{
    /// <summary>The browser closed the connection, or its tab.</summary>
    Left,

    /// <summary>No media for thirty seconds.</summary>
    MediaLost,

    /// <summary>No signalling for thirty seconds.</summary>
    SignallingLost,

    /// <summary>The same participant opened the room in another window.</summary>
    Replaced,

    /// <summary>The browser asked to begin again after trouble.</summary>
    Rebuilt,
    Removed,
    RoomClosed,
    NodeRestarted,
}

[JsonConverter(typeof(JsonStringEnumConverter<RestartCause>))]
public enum RestartCause
{
    /// <summary>The media node's process was started again.</summary>
    Node,

    /// <summary>The media server below it stopped or fell silent and was started again.</summary>
    Engine,
}

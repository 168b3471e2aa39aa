using System.Text.Json.Serialization;
using Mingzheng.Base;

namespace Mingzheng.Rooms.Media;

/// <summary>Opens a room on the node.</summary>
/// <param name="RecordingRecipient">The age recipient (<c>age1...</c>) for whom every segment is encrypted.</param>
public sealed record OpenRoom(string RecordingRecipient);

/// <summary>Admits a participant to the media of a room. Who only waits is not admitted and has no connection at all.</summary>
/// <param name="MayHear">Whose picture and sound the participant receives.</param>
public sealed record AdmitParticipant(Hearing MayHear);

/// <summary>An isolated participant receives nobody and is received by nobody, but stays connected and recorded.</summary>
public sealed record IsolateParticipant(bool Isolated);

/// <summary>Everyone in the room, or those named. In JSON <c>"all"</c> or a list of participants.</summary>
[JsonConverter(typeof(HearingConverter))]
public sealed record Hearing(IReadOnlySet<string>? Named)
{
    public static Hearing All { get; } = new((IReadOnlySet<string>?)null);

    public static Hearing Only(params IEnumerable<string> participants) => new(participants.ToHashSet(StringComparer.Ordinal));

    public bool Includes(string participant) => Named is null || Named.Contains(participant);
}

/// <summary>A ticket for one signalling connection; it works once, within thirty seconds.</summary>
/// <param name="Expires">Microseconds UTC.</param>
public sealed record SignallingGrant(string Grant, long Expires);

/// <summary>What the node knows of a room now.</summary>
public sealed record RoomState(string Room, IReadOnlyList<ParticipantState> Participants)
{
    /// <summary>True when every named participant's sound and picture reached the recording within the given time before <paramref name="now"/>.</summary>
    public bool IsRecording(IEnumerable<string> participants, DateTimeOffset now, TimeSpan within) =>
        participants.All(name => Participants.FirstOrDefault(p => p.Participant == name) is { } found
            && Enum.GetValues<TrackKind>().All(kind => found.Tracks.Any(t =>
                t.Track == kind && t.LastBytesAt >= (now - within).ToMicroseconds())));
}

/// <param name="Connected">Camera and microphone reach the room.</param>
public sealed record ParticipantState(string Participant, bool Connected, bool Isolated, IReadOnlyList<TrackFlow> Tracks);

/// <param name="Receiving">Packets arrive.</param>
/// <param name="Bytes">Recorded so far, plain.</param>
/// <param name="LastBytesAt">When the recording last grew, microseconds UTC; 0 before the first byte.</param>
public sealed record TrackFlow(TrackKind Track, bool Receiving, long Bytes, long LastBytesAt);

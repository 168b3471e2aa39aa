namespace Mingzheng.Rooms;

/// <summary>The tracks that are recorded of every person.</summary>
public static class RecordingKinds
{
    public const string Audio = "audio";

    public const string Video = "video";

    public static readonly IReadOnlyList<string> All = [Audio, Video];
}

/// <summary>A sealed piece of one person's track: an age file under the object folder.</summary>
public sealed class RecordingSegment
{
    public required Guid RoomId { get; init; }

    public required Guid ParticipantId { get; init; }

    /// <summary>"audio" or "video".</summary>
    public required string Kind { get; init; }

    public required int Segment { get; init; }

    /// <summary>Names the connection it belongs to: the decrypted segments of one part, in order, are one .mjr file.</summary>
    public required long Part { get; init; }

    /// <summary>Below the object folder.</summary>
    public required string Path { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Of the age file.</summary>
    public required string Sha256 { get; init; }

    public required DateTimeOffset FromAt { get; init; }

    public required DateTimeOffset ToAt { get; init; }
}

/// <summary>A time in which nothing of a track was recorded; a gap is told as a gap, from its beginning on.</summary>
public sealed class RecordingGap
{
    public required Guid Id { get; init; }

    public required Guid RoomId { get; init; }

    public required Guid ParticipantId { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset FromAt { get; init; }

    /// <summary>Null while the gap is open.</summary>
    public required DateTimeOffset? ToAt { get; set; }
}

/// <summary>A playable file derived from the sealed segments after closing.</summary>
public sealed class RecordingExport
{
    public required Guid Id { get; init; }

    public required Guid RoomId { get; init; }

    public required Guid ParticipantId { get; init; }

    public required string Kind { get; init; }

    public required Guid ObjectId { get; init; }

    /// <summary>Length in milliseconds.</summary>
    public required long Milliseconds { get; init; }

    public required int Segments { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Where the file stands in a package, for example "recordings/principal-video.webm.age".</summary>
    public static string PathOf(RoomRole role, string kind) => $"recordings/{role.ToString().ToLowerInvariant()}-{kind}.webm.age";
}

/// <summary>A sealed track of which no playable file can be made; it is told, and does not hold up the review.</summary>
public sealed class UnplayableTrack
{
    /// <summary>Why, when the sealed segments are not those of the journal: an alarm, and no fault of the recording.</summary>
    public const string Altered = "segment-altered";

    public required Guid Id { get; init; }

    public required Guid RoomId { get; init; }

    public required Guid ParticipantId { get; init; }

    public required string Kind { get; init; }

    /// <summary>Stable: "refused-by-ffprobe".</summary>
    public required string Why { get; init; }

    public required int Segments { get; init; }

    public required DateTimeOffset At { get; init; }
}

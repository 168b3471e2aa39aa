using Mingzheng.Base;
using Mingzheng.Rooms.Media;

namespace Mingzheng.Rooms.Recording;

/// <summary>
/// What a media node may say. The secret proves that a node speaks, not that it speaks of the right room: every participant and every file
/// that it names must be of the room that it names. Pure.
/// </summary>
static class MediaEventRules
{
    const int DigestLength = 64;
    static readonly long LastInstant = DateTimeOffset.MaxValue.ToMicroseconds();

    /// <param name="participants">Ids of those who belong to the room, as events write them.</param>
    public static Refusal? Objection(MediaEvent one, Guid room, IReadOnlySet<string> participants) =>
        NamedIn(one) is not { } named || !IsWellFormed(one) ? new Refusal("BAD_REQUEST") { Status = StatusCodes.Status400BadRequest }
        : named.All(participants.Contains) && FilesOf(one).All(path => IsOf(room, path)) ? null
        : new Refusal("MEDIA_EVENT_FOREIGN", "AW-10");

    /// <summary>Null when a name is missing where there has to be one.</summary>
    static IReadOnlyList<string>? NamedIn(MediaEvent one)
    {
        IEnumerable<string?>? named = one switch
        {
            ParticipantConnected connected => [connected.Participant],
            ParticipantDisconnected gone => [gone.Participant],
            MediaInterrupted silent => [silent.Participant],
            MediaResumed back => [back.Participant],
            RecordingStarted started => [started.Participant],
            TrackGap gap => [gap.Participant],
            RecordingSealed segments => segments.Segments?.Select(segment => segment?.Participant),
            RecordingFinished finished => finished.Tracks?.Select(track => track?.Participant),
            NodeRestarted => [],
            _ => null,
        };
        return named?.ToList() is { } names && names.TrueForAll(name => name is not null) ? [.. names.OfType<string>()] : null;
    }

    static bool IsWellFormed(MediaEvent one) => one.Id != Guid.Empty && one switch
    {
        RecordingSealed segments => segments.Segments.All(segment =>
            segment is { No: >= 0, Bytes: >= 0, Path: not null, Sha256.Length: DigestLength } && segment.Sha256.All(char.IsAsciiHexDigitLower)
            && IsInstant(segment.Part) && IsInstant(segment.From) && IsInstant(segment.To)),
        TrackGap gap => IsInstant(gap.From) && (gap.To is not { } to || IsInstant(to)),
        _ => true,
    };

    static bool IsInstant(long microseconds) => microseconds >= 0 && microseconds <= LastInstant;

    static IEnumerable<string> FilesOf(MediaEvent one) => one is RecordingSealed segments ? segments.Segments.Select(segment => segment.Path) : [];

    /// <summary>A file directly in the room's own folder of recordings; what the exporter opens lies nowhere else.</summary>
    static bool IsOf(Guid room, string path) =>
        path.StartsWith($"recordings/{room:D}/", StringComparison.Ordinal) && path.Count(letter => letter == '/') == 2
        && !path.Contains("..", StringComparison.Ordinal) && !path.Any(letter => letter == '\\' || char.IsControl(letter));
}

namespace Mingzheng.Rooms.Recording;

static partial class RecordingLog
{
    [LoggerMessage(1, LogLevel.Critical, "ALARM: segment {Segment} of {Kind} of {Participant} in room {Room} is not the one that was sealed. No file is made of this track; find out who can write to the object folder or the database.")]
    public static partial void Altered(this ILogger log, Guid room, Guid participant, string kind, int segment);
}

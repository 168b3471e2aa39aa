namespace Mingzheng.Rooms.Media;

/// <summary>What the media node tells its operator. Rooms and participants are identifiers; nothing personal is logged.</summary>
static partial class Log
{
    [LoggerMessage(4001, LogLevel.Warning, "The app does not take the media events of room {Room}: {Reason}. They stay on disk.")]
    public static partial void AppNotTakingEvents(this ILogger log, string room, string reason);

    [LoggerMessage(4002, LogLevel.Critical, "Recording of {Participant} {Track} in room {Room} is damaged and was ended.")]
    public static partial void PartDamaged(this ILogger log, Exception fault, string room, string participant, TrackKind track);

    [LoggerMessage(4003, LogLevel.Critical, "Recording of {Participant} {Track} in room {Room} cannot be written; it waits in memory.")]
    public static partial void CannotSeal(this ILogger log, Exception fault, string room, string participant, TrackKind track);

    [LoggerMessage(4004, LogLevel.Critical, "The ledger of room {Room} cannot be written; recordings wait in memory.")]
    public static partial void CannotAnnounce(this ILogger log, Exception fault, string room);

    [LoggerMessage(4005, LogLevel.Error, "Nothing of {Participant} {Track} in room {Room} reaches the recording although the participant is connected.")]
    public static partial void TrackSilent(this ILogger log, string room, string participant, TrackKind track);

    [LoggerMessage(4006, LogLevel.Information, "The media server answers, process {Process}.")]
    public static partial void EngineUp(this ILogger log, int process);

    [LoggerMessage(4007, LogLevel.Error, "The media server is lost ({Reason}) and is started again.")]
    public static partial void EngineLost(this ILogger log, string reason);

    [LoggerMessage(4008, LogLevel.Debug, "Media server: {Line}")]
    public static partial void EngineSays(this ILogger log, string line);

    [LoggerMessage(4009, LogLevel.Warning, "The connection of {Participant} in room {Room} could not be arranged: {Reason}. Trying again.")]
    public static partial void PeerTrouble(this ILogger log, string room, string participant, string reason);

    [LoggerMessage(4010, LogLevel.Error, "The round of room {Room} failed.")]
    public static partial void RoundFailed(this ILogger log, Exception fault, string room);

    [LoggerMessage(4011, LogLevel.Information, "Room {Room} is open.")]
    public static partial void RoomOpen(this ILogger log, string room);

    [LoggerMessage(4012, LogLevel.Information, "Room {Room} is closed, {Tracks} tracks recorded.")]
    public static partial void RoomClosed(this ILogger log, string room, int tracks);

    [LoggerMessage(4013, LogLevel.Information, "Media travels over interface {Interface}, ports {Ports}.")]
    public static partial void MediaOver(this ILogger log, string @interface, string ports);

    [LoggerMessage(4014, LogLevel.Warning, "Room {Room}: media of {Participant} came back by itself after the engine hung up ({Reason}).")]
    public static partial void HungUp(this ILogger log, string room, string participant, string reason);

    [LoggerMessage(4015, LogLevel.Warning, "{Exports} exports that a killed process left in clear on the memory file system were removed.")]
    public static partial void ExportsRemoved(this ILogger log, int exports);

    [LoggerMessage(4016, LogLevel.Critical, "What is on disk of room {Room} cannot be read. The room is set aside and stays as it is; the others go on.")]
    public static partial void RoomSetAside(this ILogger log, Exception fault, string room);

    [LoggerMessage(4017, LogLevel.Error, "Room {Room} could not be made in the media server: {Reason}. Trying again.")]
    public static partial void RoomNotMade(this ILogger log, string room, string reason);
}

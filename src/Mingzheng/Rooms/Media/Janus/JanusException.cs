namespace Mingzheng.Rooms.Media.Janus;

/// <summary>Janus refused a request, or its connection is gone (code 0).</summary>
sealed class JanusException(int code, string reason) : Exception($"{reason} ({code})")
{
    public const int NoSuchRoom = 426;
    public const int RoomExists = 427;
    public const int NoSuchSession = 458;
    public const int NoSuchHandle = 459;

    public int Code => code;
}

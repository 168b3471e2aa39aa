namespace Mingzheng.Rooms.Media;

/// <summary>
/// No playable file can be made of a recorded track, however often it is tried: what was recorded is at fault, not the machine. The sealed
/// segments stay what they are.
/// </summary>
/// <param name="why">Stable and without anything of a person or a machine: "no-frame", "beginning-missing", "no-picture-to-begin-with", "refused-by-TOOL", "too-hard-for-TOOL".</param>
public sealed class UnplayableException(string why, string message) : Exception(message)
{
    public string Why { get; } = why;
}

using Mingzheng.Base;

namespace Mingzheng.Rooms;

/// <summary>
/// What must be on record is done only while the recorder hears the one who does it: reading aloud and signing (AW-10; witnessing rules 23:
/// when the recorder fails, the session may not continue). Pure: facts and time are passed in.
/// </summary>
static class RecorderGuard
{
    /// <summary>Locked unless the recorder has shown bytes of the person this recently.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static Refusal? Objection(RoomFacts facts, RoomParticipant me, DateTimeOffset now) =>
        facts.LastRecorded.TryGetValue(me.Id, out var last) && now - last <= Patience
            ? null
            : new Refusal("RECORDER_SILENT", "AW-10") { Status = StatusCodes.Status409Conflict };
}

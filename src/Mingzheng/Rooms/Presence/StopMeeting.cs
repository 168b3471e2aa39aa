using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Identifiers;

namespace Mingzheng.Rooms.Presence;

/// <summary>
/// The judge stops a meeting that cannot come to its end, with a reason by its code and in words (witnessing rules 11). The step that was under
/// way stays undone, no text and no signature of this meeting counts, and the recording is sealed as after any other.
/// </summary>
static class StopMeeting
{
    public const int LongestNote = 1000;

    const string Why = "meeting-stopped";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/stop", Handle).Declares(Acts.LeadRoom);

    static async Task<IResult> Handle(
        Guid room, [FromForm] string? why, [FromForm] string? note, Person person, ActId act, RoomDesk desk, CancellationToken stop)
    {
        await desk.Do(person, act, "room.stop", room, async inside =>
        {
            inside.Room.RefuseUnlessOpen();
            var reason = inside.Rules.StopReasons.FirstOrDefault(code => code == why)
                ?? throw new RefusedException(new Refusal("STOP_REASON_MISSING", "W-11") { Field = "why" });
            var words = inside.CaseKey.Seal(Room.StopNoteColumn, RefuseUnlessGood(note));
            MakeVoid(inside);
            inside.Room.Close(Room.Stopped, inside.Writing.Now);
            inside.Writing.Journal(inside.Room.Stream, "room.closed", new JsonObject
            {
                ["note"] = Convert.ToHexStringLower(SHA256.HashData(words)),
                ["result"] = Room.Stopped,
                ["why"] = reason,
            }, version: 2);
            await inside.Rules.AtStopping(inside, reason, words);
        }, stop);
        return RoomAddress.SeeOther(room);
    }

    static string RefuseUnlessGood(string? typed)
    {
        var text = typed?.Trim() ?? "";
        Refuse.If(text.Length is > 0 and <= LongestNote ? null : new Refusal("STOP_NOTE_EMPTY_OR_LONG", "W-11", LongestNote) { Field = "note" });
        Refuse.If(WrittenForm.IsReadable(text) ? null : new Refusal("TEXT_UNREADABLE", "W-11") { Field = "note" });
        return text;
    }

    /// <summary>Whoever holds a paper that was signed before the stop is told by the public check that it is not in use.</summary>
    static void MakeVoid(RoomAct inside)
    {
        foreach (var ceremony in inside.Facts.Ceremonies)
        {
            inside.Void(ceremony, Why);
        }

        foreach (var document in inside.Facts.Documents)
        {
            document.Supersede(inside.Writing.Now);
        }
    }
}

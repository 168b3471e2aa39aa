using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Objects;
using Mingzheng.Rooms;

namespace Mingzheng.Witnessing.Review;

/// <param name="Begins">Its first moment in the time of the record, which counts from the opening of the meeting.</param>
public sealed record PlayableTrack(Guid Id, RoomRole Role, string Kind, TimeSpan Length, TimeSpan Begins);

/// <summary>
/// The judge plays the recording before deciding (AW-09): track by track, decrypted while it streams, never stored in clear. What each track
/// holds is compared with the journal when it is opened first, and that this judge opened it is in the journal once.
/// </summary>
static class PlayRecording
{
    const string Exported = "recording.exported";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/authorizations/{authorization:guid}/recordings/{track:guid}", Handle).Declares(Acts.PlayRecording);

    /// <summary>The tracks of a closed meeting that are ready to be played, in the order in which people sit.</summary>
    public static async Task<IReadOnlyList<PlayableTrack>> Ready(CourtDb db, JournalReader journal, Room room, CancellationToken stop)
    {
        var roles = await db.Set<RoomParticipant>().Where(one => one.RoomId == room.Id).ToDictionaryAsync(one => one.Id, one => one.Role, stop);
        var exports = await db.Set<RecordingExport>().Where(one => one.RoomId == room.Id).ToListAsync(stop);
        var began = (await journal.Written(room.Stream, [Exported], stop)).ToDictionary(entry => TrackOf(entry.Body), entry => (long)entry.Body["from"]!);
        return [.. exports.OrderBy(one => roles[one.ParticipantId]).ThenBy(one => one.Kind, StringComparer.Ordinal).Select(one => new PlayableTrack(
            one.Id, roles[one.ParticipantId], one.Kind, TimeSpan.FromMilliseconds(one.Milliseconds),
            Instants.FromMicroseconds(began[(one.ParticipantId, one.Kind)]) - room.OpenedAt!.Value))];
    }

    static async Task<IResult> Handle(
        Guid authorization, Guid track, Person person, Reads reads, Writer writer, JournalReader journal, ObjectStore objects, CancellationToken stop)
    {
        await using var db = reads.Open();
        var of = await db.FindAsync<Authorization>([authorization], stop) ?? throw Refuse.NotFound();
        if (of is not { ClosedAt: not null, RoomId: { } room } || await db.FindAsync<RecordingExport>([track], stop) is not { } export || export.RoomId != room)
        {
            throw Refuse.NotFound();
        }

        var stored = await db.FindAsync<StoredObject>([export.ObjectId], stop) ?? throw Refuse.NotFound();
        var command = new Command(ActOf(track, person.Account), person.Actor, "recording.play", of.Stream);
        // A player asks for many pieces of one track; it is opened once.
        if (!await writer.WasDone(command, stop))
        {
            var (found, exported) = (await objects.CipherDigest(stored.Id, stop), await DigestOf(journal, export, stop));
            await writer.Do(command, writing => Note(writing, export, person, found, exported), stop);
        }

        return Results.Stream(await objects.Open(stored, stop), stored.MediaType, enableRangeProcessing: true);
    }

    static Task Note(Writing writing, RecordingExport export, Person person, string found, string exported)
    {
        // Anybody can encrypt to the room's public recipient: that a file opens does not make it the one that was recorded.
        Refuse.If(found == exported ? null : new Refusal("RECORDING_ALTERED", "W-19-2") { Status = StatusCodes.Status409Conflict });
        writing.Journal(Room.StreamOf(export.RoomId), "recording.played", new JsonObject
        {
            ["account"] = $"{person.Account:D}",
            ["kind"] = export.Kind,
            ["participant"] = $"{export.ParticipantId:D}",
            ["sha256"] = found,
        });
        return Task.CompletedTask;
    }

    /// <summary>What the journal says was exported; the row could have been changed together with the file.</summary>
    static async Task<string> DigestOf(JournalReader journal, RecordingExport export, CancellationToken stop) =>
        (string)(await journal.Written(Room.StreamOf(export.RoomId), [Exported], stop))
            .Single(entry => TrackOf(entry.Body) == (export.ParticipantId, export.Kind)).Body["sha256"]!;

    static (Guid Participant, string Kind) TrackOf(JsonObject exported) => (Guid.Parse((string)exported["participant"]!), (string)exported["kind"]!);

    /// <summary>The same person and track always give the same act, however often it is played.</summary>
    static Guid ActOf(Guid track, Guid account) => DerivedId.Of("recording.play", $"{track:D}", $"{account:D}");
}

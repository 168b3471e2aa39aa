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
/// holds is compared with the journal whenever it is played from its beginning, and that this judge played it is in the journal once.
/// </summary>
static class PlayRecording
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/authorizations/{authorization:guid}/recordings/{track:guid}", Handle).Declares(Acts.PlayRecording);

    /// <summary>The tracks of a closed meeting that are ready to be played, in the order in which people sit.</summary>
    public static async Task<IReadOnlyList<PlayableTrack>> Ready(CourtDb db, JournalReader journal, Room room, CancellationToken stop)
    {
        var roles = await db.Set<RoomParticipant>().Where(one => one.RoomId == room.Id).ToDictionaryAsync(one => one.Id, one => one.Role, stop);
        var exports = await db.Set<RecordingExport>().Where(one => one.RoomId == room.Id).ToListAsync(stop);
        var began = (await journal.Written(room.Stream, [ExportedFile.Kind], stop)).ToDictionary(entry => ExportedFile.TrackOf(entry.Body), entry => (long)entry.Body["from"]!);
        return [.. exports.OrderBy(one => roles[one.ParticipantId]).ThenBy(one => one.Kind, StringComparer.Ordinal).Select(one => new PlayableTrack(
            one.Id, roles[one.ParticipantId], one.Kind, TimeSpan.FromMilliseconds(one.Milliseconds),
            Instants.FromMicroseconds(began[(one.ParticipantId, one.Kind)]) - room.OpenedAt!.Value))];
    }

    static async Task<IResult> Handle(
        Guid authorization, Guid track, Person person, HttpRequest request, Reads reads, Writer writer, ObjectStore objects, ExportedFile file, CancellationToken stop)
    {
        await using var db = reads.Open();
        var of = await db.FindAsync<Authorization>([authorization], stop) ?? throw Refuse.NotFound();
        if (of is not { ClosedAt: not null, RoomId: { } room } || await db.FindAsync<RecordingExport>([track], stop) is not { } export || export.RoomId != room)
        {
            throw Refuse.NotFound();
        }

        var stored = await db.FindAsync<StoredObject>([export.ObjectId], stop) ?? throw Refuse.NotFound();
        if (IsFromTheBeginning(request))
        {
            var (found, objection) = await file.Look(export, stop);
            var command = new Command(ActOf(track, person.Account, found), person.Actor, "recording.play", of.Stream);
            await writer.Do(command, writing => Note(writing, export, person, found, objection), stop);
        }

        return Results.Stream(await objects.Open(stored, stop), stored.MediaType, enableRangeProcessing: true);
    }

    /// <summary>A player asks for many pieces of one track; each time that it is played begins with its first. Who asks for the head of the answer plays nothing.</summary>
    static bool IsFromTheBeginning(HttpRequest request) => !HeadRequests.IsHead(request.HttpContext)
        && (request.GetTypedHeaders().Range?.Ranges is not { Count: > 0 } pieces || pieces.Any(piece => piece.From is null or 0));

    static Task Note(Writing writing, RecordingExport export, Person person, string found, Refusal? objection)
    {
        Refuse.If(objection);
        writing.Journal(Room.StreamOf(export.RoomId), "recording.played", new JsonObject
        {
            ["account"] = $"{person.Account:D}",
            ["kind"] = export.Kind,
            ["participant"] = $"{export.ParticipantId:D}",
            ["sha256"] = found,
        });
        return Task.CompletedTask;
    }

    /// <summary>The same person, track and file always give the same act, however often it is played.</summary>
    static Guid ActOf(Guid track, Guid account, string found) => DerivedId.Of("recording.play", $"{track:D}", $"{account:D}", found);
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Base.Identifiers;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Web;
using Mingzheng.Witnessing.Texts;
using static Mingzheng.Witnessing.WitnessingProcedure;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>
/// Whoever finds the record wrong or incomplete asks for a correction or an addition (CPL 150). The request stands word for word in a new
/// version of the record; the former one and the signatures on it are void, and all sign the new one. What stands there already by the same
/// person makes no further version.
/// </summary>
static class RequestCorrection
{
    const string Kind = "witnessing.request-correction";

    public const string Why = "record-corrected";

    public const int LongestText = 1000;

    /// <summary>So that nobody keeps the others from ever signing a record.</summary>
    const int MostPerPerson = 5;

    public static string AddressIn(Room room) => $"/rooms/{room.Id:D}/record/corrections";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/record/corrections", Handle).Declares(Acts.RequestCorrection);

    static async Task<IResult> Handle(
        Guid room, [FromForm] string? text, Person person, ActId act, RoomDesk desk, Drafting drafting, RecordWriter record, LegalTexts texts,
        DataKeys keys, TimeProvider clock, CancellationToken stop)
    {
        var asked = RefuseUnlessGood(text);
        if (await desk.WasDone(person, act, Kind, stop))
        {
            return new SeeOther($"/rooms/{room:D}");
        }

        var look = await desk.Look(room);
        look.Room.RefuseUnlessOpen();
        Refuse.If(Steps.MayDo(RecordSigning, look.Done));
        var before = look.Live(Record) ?? throw new RefusedException(new Refusal("RECORD_NOT_DRAFTED", "CPL-150") { Status = StatusCodes.Status409Conflict });
        var now = clock.Now();
        var request = new RecordCorrection
        {
            Id = Guid.CreateVersion7(now),
            RoomId = room,
            ParticipantId = look.Me(person.Account).Id,
            Text = keys.Of(Case.OwnerOf(look.Room.CaseId)).Seal(RecordCorrection.Column, asked),
            RecordVersion = before.Version,
            RecordSha256 = before.Sha256,
            At = now,
        };
        var draft = await DraftRecord.Draft(look, await record.Of(look, request, stop), drafting, texts, stop);
        await desk.Do(person, act, Kind, room, inside => Write(inside, request, asked, draft), stop);
        return new SeeOther($"/rooms/{room:D}");
    }

    static string RefuseUnlessGood(string? typed)
    {
        var text = typed?.Trim() ?? "";
        Refuse.If(text.Length is > 0 and <= LongestText ? null : new Refusal("CORRECTION_EMPTY_OR_LONG", "CPL-150", LongestText) { Field = "text" });
        Refuse.If(WrittenForm.IsReadable(text) ? null : new Refusal("TEXT_UNREADABLE", "CPL-150") { Field = "text" });
        return text;
    }

    static async Task Write(RoomAct inside, RecordCorrection request, string asked, Draft draft)
    {
        inside.RefuseUnlessNow(RecordSigning);
        var (writing, before) = (inside.Writing, inside.Facts.Live(Record));
        Refuse.If(before is { CompletedAt: null } && before.Version == request.RecordVersion && before.Sha256 == request.RecordSha256
            ? null
            : new Refusal("RECORD_CHANGED", "CPL-150") { Status = StatusCodes.Status409Conflict });
        var earlier = await writing.Db.Set<RecordCorrection>()
            .Where(one => one.RoomId == inside.Room.Id && one.ParticipantId == inside.Me.Id).ToListAsync();
        Refuse.If(earlier.Exists(one => one.TextUnder(inside.CaseKey) == asked)
            ? new Refusal("CORRECTION_STANDS", "CPL-150", before!.Version) { Status = StatusCodes.Status409Conflict }
            : null);
        Refuse.If(earlier.Count < MostPerPerson ? null : new Refusal("CORRECTIONS_MANY", "CPL-150", MostPerPerson) { Status = StatusCodes.Status409Conflict });
        writing.Db.Add(request);
        before!.Supersede(writing.Now);
        foreach (var ceremony in inside.Facts.Ceremonies.Where(one => one.DocumentId == before.Id))
        {
            inside.Void(ceremony, Why);
        }

        var after = draft.AddTo(writing, inside.Room.CaseId, inside.Room.Id, inside.Room.Stream, before.Version + 1);
        writing.Journal(inside.Room.Stream, "witnessing.record-corrected", new JsonObject
        {
            ["after"] = after.Sha256,
            ["before"] = before.Sha256,
            ["participant"] = $"{inside.Me.Id:D}",
            ["text"] = Convert.ToHexStringLower(SHA256.HashData(request.Text)),
        });
    }
}

using System.Text.Json.Nodes;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Web;
using Mingzheng.Witnessing.Texts;
using static Mingzheng.Witnessing.WitnessingProcedure;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>
/// The powers are changed in the session, at the principal's wish: a new version of the power of attorney with a digest of its own. Reading,
/// confirmation and signatures start again; what was read before stays in the record as superseded (V-4, ACC-AW-03).
/// </summary>
static class ChangePowers
{
    const string Why = "power-of-attorney-changed";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/powers", Handle).Declares(Acts.LeadRoom);

    static async Task<IResult> Handle(
        Guid room, IFormCollection form, Person person, ActId act, RoomDesk desk, SessionDrafts drafts, Reads reads, DataKeys keys,
        TimeProvider clock, CancellationToken stop)
    {
        var look = await desk.Look(room);
        look.Room.RefuseUnlessOpen();
        await using var db = reads.Open();
        var file = await SessionFile.Load(db, keys, look.Room.SubjectId);
        var chosen = Chosen(file.Facts, form["powers"].OfType<string>().ToArray());
        var changed = file with { Facts = file.Facts with { Powers = chosen }, Agent = file.Agent with { Powers = chosen } };
        var draft = await drafts.PowerOfAttorney(changed, clock.Today(), stop);
        await desk.Do(person, act, "witnessing.change-powers", room, inside => Write(inside, changed.Facts, draft), stop);
        return new SeeOther($"/rooms/{room:D}");
    }

    /// <summary>General authority is not touched here; special powers are those ticked, each known by name.</summary>
    static IReadOnlyList<string> Chosen(AuthorizationFacts facts, string[] special)
    {
        var unknown = special.FirstOrDefault(code => !PowerCodes.IsSpecial(code));
        Refuse.If(unknown is null ? null : new Refusal("POWER_UNKNOWN", "CPL-62", unknown) { Field = "powers" });
        return [.. facts.Powers.Where(code => !PowerCodes.IsSpecial(code)), .. PowerCodes.Special.Where(special.Contains)];
    }

    static async Task Write(RoomAct inside, AuthorizationFacts facts, Draft draft)
    {
        inside.Room.RefuseUnlessOpen();
        var (writing, now) = (inside.Writing, inside.Writing.Now);
        var before = inside.Facts.Live(PowerOfAttorney) ?? throw Refuse.NotFound();
        Refuse.If(before.CompletedAt is null ? null : new Refusal("DOCUMENT_COMPLETED", "V-4") { Status = StatusCodes.Status409Conflict });
        before.Supersede(now);
        inside.Facts.ReadingOf(before)?.Supersede(now);
        foreach (var answer in inside.Facts.Answers.Where(answer => answer.Question.StartsWith("Q-10:", StringComparison.Ordinal) || answer.Question == "Q-15"))
        {
            answer.Supersede(now);
        }

        foreach (var ceremony in inside.Facts.Ceremonies.Where(one => one.DocumentId == before.Id))
        {
            ceremony.Void(Why, now);
        }

        await RoomSteps.Supersede(inside, [Reading, WitnessingProcedure.Powers, WitnessingProcedure.Signing], Why);
        var authorization = await writing.Hold<Authorization>(inside.Room.SubjectId);
        authorization.Facts = facts.Seal(inside.CaseKey);
        var after = draft.AddTo(writing, inside.Room.CaseId, inside.Room.Id, inside.Room.Stream, before.Version + 1);
        writing.Journal(inside.Room.Stream, "witnessing.powers-changed", new JsonObject
        {
            ["after"] = after.Sha256,
            ["before"] = before.Sha256,
            ["powers"] = new JsonArray([.. facts.Powers.Select(code => (JsonNode)code)]),
        });
    }
}

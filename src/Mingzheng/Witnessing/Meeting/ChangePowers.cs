using System.Text.Json.Nodes;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Web;
using static Mingzheng.Witnessing.WitnessingProcedure;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>
/// The special powers, the stages and the term, the place of signing, what may not be admitted and whether papers may be served on the agent
/// are changed in the session, at the principal's wish: a new version of the power of attorney with a digest of its own. Reading, confirmation and signatures start again; what was read before
/// stays in the record as superseded (V-4, ACC-AW-03). An answer that says otherwise than the new text is asked for again (RF-06). What changes nothing
/// begins nothing again, and whoever makes signatures void has said so of each of them.
/// </summary>
static class ChangePowers
{
    const string Kind = "witnessing.change-powers";

    public const string Why = "power-of-attorney-changed";
    const string Questions = "questions";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/rooms/{room:guid}/powers", Handle).Declares(Acts.LeadRoom);

    static async Task<IResult> Handle(
        Guid room, IFormCollection form, Person person, ActId act, RoomDesk desk, SessionDrafts drafts, Reads reads, DataKeys keys,
        TimeProvider clock, CancellationToken stop)
    {
        if (await desk.WasDone(person, act, Kind, stop))
        {
            return new SeeOther($"/rooms/{room:D}");
        }

        var look = await desk.Look(room);
        look.Room.RefuseUnlessOpen();
        await using var db = reads.Open();
        var file = await SessionFile.Load(db, keys, look.Room.SubjectId);
        var wished = WishedText.Of(file.Facts, form, clock.Today());
        Refuse.If(WishedText.IsAnother(wished, file.Facts) ? null : new Refusal("NOTHING_CHANGED", "ACC-AW-03") { Status = StatusCodes.Status409Conflict });
        var changed = file with { Facts = wished, Agent = file.Agent with { Powers = wished.Powers } };
        var draft = await drafts.PowerOfAttorney(changed, clock.Today(), stop);
        var known = new Known(look.Live(PowerOfAttorney)?.Id, [.. Steps.SigningOf(PowerOfAttorney)!.Signers.Where(role => form[VoidOf(role)] == "yes")]);
        await desk.Do(person, act, Kind, room, inside => Write(inside, known, changed.Facts, draft), stop);
        return new SeeOther($"/rooms/{room:D}");
    }

    /// <summary>The field in which the judge says to know that a signature becomes void.</summary>
    public static string VoidOf(RoomRole signer) => $"void-{signer.ToString().ToLowerInvariant()}";

    /// <summary>Whose signatures on the text as it stands become void when it is changed.</summary>
    public static IReadOnlyList<RoomRole> SignersOf(RoomFacts room, Document text) => room.SignedBy(text, Steps.SigningOf(PowerOfAttorney)!);

    /// <summary>The question whose answer the new text contradicts is asked again before anything is read; with it the step it belongs to.</summary>
    static IReadOnlyList<string> AskAgain(RoomAct inside, AuthorizationFacts text)
    {
        var said = inside.Facts.AnswerTo(TextAgreement.Service, RoomRole.Principal);
        if (said is null || !inside.Facts.Done.Contains(Questions) || TextAgreement.Contradicted(text, [(said.Question, said.Agreed)]).Count == 0)
        {
            return [];
        }

        said.Supersede(inside.Writing.Now);
        return [Questions];
    }

    static Refusal? Objection(IReadOnlyList<RoomRole> signers, Known known) =>
        signers.Except(known.Void).ToList() is [_, ..] unsaid
            ? new Refusal("SIGNATURES_BECOME_VOID", "ACC-AW-03", new Said([.. unsaid.Select(role => $"rooms.role.{role}")]))
            {
                Status = StatusCodes.Status409Conflict,
            }
            : null;

    static async Task Write(RoomAct inside, Known known, AuthorizationFacts facts, Draft draft)
    {
        inside.Room.RefuseUnlessOpen();
        var (writing, now) = (inside.Writing, inside.Writing.Now);
        var before = inside.Facts.Live(PowerOfAttorney) ?? throw Refuse.NotFound();
        Refuse.If(before.CompletedAt is null ? null : new Refusal("DOCUMENT_COMPLETED", "V-4") { Status = StatusCodes.Status409Conflict });
        Refuse.If(before.Id == known.Text ? null : new Refusal("DOCUMENT_SUPERSEDED", "V-4") { Status = StatusCodes.Status409Conflict });
        Refuse.If(Objection(SignersOf(inside.Facts, before), known));
        before.Supersede(now);
        inside.Facts.ReadingOf(before)?.Supersede(now);
        foreach (var answer in inside.Facts.Answers.Where(answer => answer.Question.StartsWith(TextAgreement.PerPower, StringComparison.Ordinal)
            || answer.Question is WitnessingRules.WantsToSign or TextAgreement.AdmissionsAgree))
        {
            answer.Supersede(now);
        }

        foreach (var ceremony in inside.Facts.Ceremonies.Where(one => one.DocumentId == before.Id))
        {
            inside.Void(ceremony, Why);
        }

        await RoomSteps.Supersede(inside, [.. AskAgain(inside, facts), Reading, WitnessingProcedure.Powers, WitnessingProcedure.Signing], Why);
        var authorization = await writing.Hold<Authorization>(inside.Room.SubjectId);
        var factsBefore = authorization.FactsSha256;
        authorization.Facts = facts.Seal(inside.CaseKey);
        var after = draft.AddTo(writing, inside.Room.CaseId, inside.Room.Id, inside.Room.Stream, before.Version + 1);
        writing.Journal(inside.Room.Stream, "witnessing.powers-changed", new JsonObject
        {
            ["after"] = after.Sha256,
            ["before"] = before.Sha256,
            ["facts"] = authorization.FactsSha256,
            ["factsBefore"] = factsBefore,
            ["powers"] = new JsonArray([.. facts.Powers.Select(code => (JsonNode)code)]),
            ["service"] = facts.MayReceiveService,
        }, version: 2);
    }

    /// <summary>What the one who asks for the change knew of.</summary>
    /// <param name="Text">The text from which the new one was made: another change may have come before this one.</param>
    /// <param name="Void">Whose signatures become void: another one may have been made since.</param>
    sealed record Known(Guid? Text, IReadOnlyList<RoomRole> Void);
}

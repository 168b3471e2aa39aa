using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Web;
using Mingzheng.Witnessing.Accepting;

namespace Mingzheng.Witnessing.Review;

/// <summary>
/// The responsible judge approves the result (司法审核, AW-09): from this moment the power of attorney has effect in the case (AW-R11), with
/// exactly the powers named; the certificate is issued and the dossier filled.
/// </summary>
static class Approve
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/authorizations/{authorization:guid}/approval", Handle).Declares(Acts.ReviewAuthorization);

    static async Task<IResult> Handle(
        Guid authorization, Person person, ActId act, Writer writer, Reads reads, DataKeys keys, ObjectStore objects,
        CertificateDesk certificates, ExportedFile file, TimeProvider clock, CancellationToken stop)
    {
        var command = new Command(act.Value, person.Actor, "witnessing.approve", Authorization.StreamOf(authorization));
        if (!await writer.WasDone(command, stop))
        {
            await using var db = reads.Open();
            var look = await db.FindAsync<Authorization>([authorization], stop) ?? throw Refuse.NotFound();
            look.RefuseUnless(AuthorizationState.UnderReview);
            // Asked before anything is sealed in the court's name, and once more inside the act.
            var facts = AuthorizationFacts.Open(keys.Of(Case.OwnerOf(look.CaseId)), look);
            Refuse.If(await Recusal.Find(db, look, person.Account));
            Refuse.If(await AgentConflicts.Find(db, look, look.AgentId!.Value, facts.AgentFirm));
            Refuse.If(Term.Objection(facts.TermEnd, clock.Today()));
            Refuse.If((await RoomRecording.Load(db, look.RoomId!.Value, stop)).Objection() ?? await file.ObjectionToAny(db, look.RoomId!.Value, stop));
            // The one index: the certificate names the digest of what is filed.
            var index = await objects.Put(Case.OwnerOf(look.CaseId), "application/json", await RecordingIndex.Written(db, look.RoomId!.Value), stop);
            var certificate = await certificates.Issue(look, index.Sha256, stop);
            await writer.Do(command, writing => Write(writing, authorization, person.Account, certificate, index, keys), stop);
        }

        return new SeeOther($"/authorizations/{authorization:D}");
    }

    internal static async Task Write(Writing writing, Guid id, Guid judge, SealedCertificate certificate, StoredObject index, DataKeys keys)
    {
        var authorization = await writing.Hold<Authorization>(id);
        Refuse.If(await Recusal.Find(writing.Db, authorization, judge));
        // The case is held: of two approvals for opposing sides the second sees the agent whom the first put into it.
        await writing.Hold<Case>(authorization.CaseId);
        var key = keys.Of(Case.OwnerOf(authorization.CaseId));
        var facts = AuthorizationFacts.Open(key, authorization);
        Refuse.If(await AgentConflicts.Find(writing.Db, authorization, authorization.AgentId!.Value, facts.AgentFirm));
        Refuse.If(Term.Objection(facts.TermEnd, BeijingTime.DateOf(writing.Now)));
        Refuse.If(await RecordingObjection(writing.Db, authorization.RoomId!.Value, index));
        authorization.Approve(judge, certificate.Number, keys.SearchHash(ICertifiedThings.CodeKind, certificate.Code),
            Authorization.SealCode(key, certificate.Code), writing.Now);
        certificate.AddTo(writing, authorization);
        await TakeEffect(writing, authorization, facts, key);
        await FileDossier.Of(writing, authorization, index);
        writing.Journal(authorization.Stream, "witnessing.approved", new JsonObject
        {
            ["certificate"] = certificate.Signed.Sha256,
            ["judge"] = $"{judge:D}",
            ["number"] = certificate.Number,
        });
    }

    /// <summary>Invariant 2 once more: the recording is whole, and nothing of it came in since its index was written.</summary>
    static async Task<Refusal?> RecordingObjection(CourtDb db, Guid room, StoredObject index) =>
        (await RoomRecording.Load(db, room, CancellationToken.None)).Objection()
        ?? (await RecordingIndex.Sha256(db, room) == index.Sha256 ? null
            : new Refusal("RECORDING_NOT_SEALED", "W-19-2") { Status = StatusCodes.Status409Conflict });

    /// <summary>Invariant 3: the powers in the case are those of the approved power of attorney, for this agent and these stages.</summary>
    static async Task TakeEffect(Writing writing, Authorization authorization, AuthorizationFacts facts, DataKey key)
    {
        var document = await writing.Db.Set<Document>().FirstAsync(one => one.RoomId == authorization.RoomId
            && one.Kind == WitnessingProcedure.PowerOfAttorney && one.SupersededAt == null);
        await Representation.Begin(writing, new CaseAgent
        {
            Id = writing.NewId(),
            CaseId = authorization.CaseId,
            PartyId = authorization.PartyId,
            AccountId = authorization.AgentId!.Value,
            Licence = facts.AgentLicence,
            Name = CaseAgent.Seal(key, facts.AgentName),
            Firm = facts.AgentFirm,
            Powers = Powers.Parse(string.Join(' ', facts.Powers)),
            Stages = string.Join(' ', facts.Stages.Select(StageOf)),
            MayReceiveService = facts.MayReceiveService,
            AuthorizationId = authorization.Id,
            PowerOfAttorneySha256 = document.Sha256,
            FromAt = writing.Now,
            UntilAt = facts.TermEnd is { } end ? BeijingTime.EndOf(end) : null,
        });
    }

    /// <summary>"first-instance", as the texts say it, is the stage FirstInstance of the case.</summary>
    static string StageOf(string stage) => string.Concat(stage.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}

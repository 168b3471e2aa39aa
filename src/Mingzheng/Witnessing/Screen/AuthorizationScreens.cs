using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Courts;
using Mingzheng.Documents;
using Mingzheng.Identity;
using Mingzheng.Journal;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Signing;
using Mingzheng.Web;
using Mingzheng.Witnessing.Accepting;
using Mingzheng.Witnessing.Materials;
using Mingzheng.Witnessing.Review;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Screen;

/// <summary>Draws an authorization for the person who looks at it.</summary>
public sealed class AuthorizationScreens(
    Reads reads, DataKeys keys, JournalReader journal, AuthorizationScope scope, CaseReader cases, CourtRegister courts, IdentityChecks identities,
    AdmissionChecks admission, PrivateAnswers privateAnswers, LegalTexts texts, TimeProvider clock)
{
    public async Task<AuthorizationView> View(Guid id, Person person, Words words, CancellationToken stop)
    {
        // The cursor is taken before the facts: an entry in between is then sent again rather than missed.
        var cursor = await journal.LastPosition(stop);
        var standing = await scope.Of(person, id, stop) ?? throw Refuse.NotFound();
        await using var db = reads.Open();
        var authorization = await db.FindAsync<Authorization>([id], stop) ?? throw Refuse.NotFound();
        var key = keys.Of(Case.OwnerOf(authorization.CaseId));
        var facts = AuthorizationFacts.Open(key, authorization);
        var meeting = authorization.RoomId is { } booked ? await db.FindAsync<Room>([booked], stop) : null;
        var seesChecks = authorization.State == AuthorizationState.MaterialCheck && (standing & (Standing.CourtJudge | Standing.Clerk)) != Standing.None;
        return new AuthorizationView(
            authorization,
            facts,
            await cases.Of(authorization.CaseId, stop) ?? throw Refuse.NotFound(),
            await courts.Of(authorization.CourtId, stop) ?? throw Refuse.NotFound(),
            authorization.JudgeId is { } judge ? await courts.NameOf(judge, stop) : null,
            standing,
            await identities.Confirmed(person.Account, stop) is not null,
            await Materials(db, authorization, key, standing, person.Account, stop),
            Happenings.Of(await journal.Written(authorization.Stream, Happenings.Kinds, stop), words),
            seesChecks ? await AdmissionChecks.Of(db, authorization, facts, await admission.Look(authorization, stop), person.Account, clock.Now()) : [],
            meeting,
            authorization.ClosedAt is null ? null : await Result(db, authorization, meeting!, key, standing, stop),
            MaySeeNote(standing) && authorization.StopNote is { } note ? key.Open(Room.StopNoteColumn, note) : null,
            cursor.ToString(CultureInfo.InvariantCulture))
        {
            Declarations = texts.InForce(LegalTextId.AgentDeclarations, words.Language.Tag, clock.Today()),
            IsLawyerRegistered = await db.Set<Lawyer>().AnyAsync(lawyer => lawyer.Licence == authorization.AgentLicence, stop),
        };
    }

    /// <summary>The judge writes to the principal why the meeting was stopped, perhaps because of the agent (RF-04, RF-09): the agent reads the reason only.</summary>
    static bool MaySeeNote(Standing standing) => (standing & (Standing.Principal | Standing.Judge | Standing.CourtJudge | Standing.Clerk)) != Standing.None;

    /// <summary>The page again, with what was wrong with one of its forms.</summary>
    public async Task<IResult> Page(Guid id, Person person, Words words, FormErrors? errors, IFormCollection? filled, CancellationToken stop) =>
        new RazorComponentResult<AuthorizationPage>(new { View = await View(id, person, words, stop), Errors = errors, Filled = filled });

    public async Task<IResult> Panel(Guid id, Person person, Words words, CancellationToken stop) =>
        new RazorComponentResult<AuthorizationPanel>(new { View = await View(id, person, words, stop) });

    static async Task<IReadOnlyList<MaterialFacts>> Materials(
        CourtDb db, Authorization authorization, DataKey key, Standing standing, Guid account, CancellationToken stop)
    {
        var given = await db.Set<Material>().Where(one => one.AuthorizationId == authorization.Id)
            .Join(db.Set<StoredObject>(), material => material.ObjectId, stored => stored.Id, (material, stored) => new { material, stored })
            .OrderBy(row => row.material.At).ToListAsync(stop);
        return [.. given.Select(row => new MaterialFacts(
            row.material, row.material.TitleUnder(key), row.stored.MediaType, row.stored.Bytes, row.stored.Sha256, MaterialKinds.MayOpen(row.material, standing, account)))];
    }

    async Task<SessionResult> Result(
        CourtDb db, Authorization authorization, Room meeting, DataKey key, Standing standing, CancellationToken stop)
    {
        var (room, isJudge) = (meeting.Id, standing.HasFlag(Standing.Judge));
        var documents = await db.Set<Document>().Where(one => one.RoomId == room && one.SupersededAt == null && one.CompletedAt != null)
            .OrderBy(one => one.CompletedAt).ToListAsync(stop);
        var ids = documents.Select(one => one.Id).ToList();
        var signatures = await db.Set<Ceremony>().Where(one => ids.Contains(one.DocumentId) && one.CompletedAt != null && one.VoidAt == null)
            .GroupBy(one => one.DocumentId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(stop);
        return new SessionResult(
            documents,
            signatures.ToDictionary(row => row.Key, row => row.Count),
            await Readings(db, room, stop),
            isJudge ? await privateAnswers.Of(db, room) : [],
            await RoomRecording.Load(db, room, stop),
            isJudge ? await PlayRecording.Ready(db, journal, meeting, stop) : [],
            await RecordingIndex.Sha256(db, room),
            authorization.CodeUnder(key));
    }

    static async Task<IReadOnlyList<(RoomReading, string)>> Readings(CourtDb db, Guid room, CancellationToken stop)
    {
        var read = await db.Set<RoomReading>().Where(reading => reading.RoomId == room)
            .Join(db.Set<Document>(), reading => reading.DocumentId, document => document.Id, (reading, document) => new { reading, document.Kind })
            .OrderBy(one => one.reading.BegunAt).ToListAsync(stop);
        return [.. read.Select(one => (one.reading, one.Kind))];
    }
}

using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Desk;
using Mingzheng.Identity;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Web;
using Mingzheng.Witnessing.Materials;

namespace Mingzheng.Witnessing.Screen;

/// <summary>The authorizations that a person gives, is named in or decides on; what waits for this person comes first, then the newest.</summary>
sealed class AuthorizationsOnDesk(Reads reads, DataKeys keys, CaseReader cases, IdentityChecks identities) : IDeskSection
{
    internal const int Most = 60;

    /// <summary>What waits for this person, what waits for others, what is done.</summary>
    static readonly string[] Kinds = ["now", "waiting", "done"];

    public int Order => 10;

    public async Task<DeskPart> Of(Person person, Words words, CancellationToken stop)
    {
        await using var db = reads.Open();
        var items = new List<DeskItem>();
        var mine = await Mine(db, person, stop);
        var given = await Given(db, [.. mine.Select(row => row.Item1).Where(one => one.AcceptedAt is null).Select(one => one.Id)], stop);
        foreach (var (authorization, @case, room) in mine)
        {
            items.Add(Item(authorization, @case, room, given[authorization.Id], person, words));
        }

        // A stable sort: within each group the newest stays first.
        var sorted = items.OrderBy(item => Array.IndexOf(Kinds, item.Kind)).Take(Most).ToList();
        return new DeskPart(words["witnessing.desk.title"], [.. await Offer(person, words, items.Count > 0, stop), .. sorted])
        {
            Note = items.Count > Most ? words["witnessing.desk.more", Most] : null,
        };
    }

    /// <summary>Only a party whose identity is confirmed can apply; before that the desk asks for the identity.</summary>
    async Task<IReadOnlyList<DeskItem>> Offer(Person person, Words words, bool hasOne, CancellationToken stop)
    {
        var mayApply = person.Posts.Count == 0 && await identities.Confirmed(person.Account, stop) is not null && await IsParty(person, stop);
        return mayApply
            ? [new DeskItem(words["witnessing.desk.apply"], words["witnessing.desk.apply-detail"], "/authorizations/new", words["witnessing.desk.apply-action"],
                hasOne ? "waiting" : "now", words["witnessing.desk.apply-state"])]
            : [];
    }

    async Task<bool> IsParty(Person person, CancellationToken stop)
    {
        var own = (await cases.CasesOf(person.Account, stop)).Select(one => one.Id).ToList();
        await using var db = reads.Open();
        return await db.Set<CaseParty>().AnyAsync(party => own.Contains(party.CaseId) && party.AccountId == person.Account, stop);
    }

    static async Task<IReadOnlyList<(Authorization, Case, Room?)>> Mine(CourtDb db, Person person, CancellationToken stop)
    {
        var me = person.Account;
        var licences = await db.Set<Lawyer>().Where(lawyer => lawyer.AccountId == me).Select(lawyer => lawyer.Licence).ToListAsync(stop);
        var courts = person.Posts.Select(post => post.Court).Distinct().ToList();
        var all = db.Set<Authorization>()
            .Where(one => one.PrincipalId == me || one.AgentId == me || one.JudgeId == me || one.AgentId == null && licences.Contains(one.AgentLicence)
                || one.AcceptedAt == null && courts.Contains(one.CourtId));
        // One more than is shown, to say that there are more.
        var rows = await ByTurn(db, all, person).ThenByDescending(one => one.SubmittedAt).Take(Most + 1)
            .Join(db.Set<Case>(), one => one.CaseId, @case => @case.Id, (one, @case) => new { one, @case }).ToListAsync(stop);
        var rooms = rows.Select(row => row.one.RoomId).OfType<Guid>().ToList();
        var booked = await db.Set<Room>().Where(room => rooms.Contains(room.Id)).ToDictionaryAsync(room => room.Id, stop);
        return [.. rows.OrderByDescending(row => row.one.SubmittedAt)
            .Select(row => (row.one, row.@case, row.one.RoomId is { } room ? booked.GetValueOrDefault(room) : null))];
    }

    /// <summary>
    /// What waits for this person, then what waits for others, then what is done: as <see cref="Waiting"/> says it for one, so that nothing that
    /// waits is left off by what does not.
    /// </summary>
    internal static IOrderedQueryable<Authorization> ByTurn(CourtDb db, IQueryable<Authorization> all, Person person)
    {
        var me = person.Account;
        var judged = person.Posts.Where(post => post.Role == StaffRole.Judge).Select(post => post.Court).Distinct().ToList();
        var papers = db.Set<Material>();
        return all.OrderBy(one =>
            one.ApprovedAt != null || one.StoppedAt != null ? 2
            : (one.ClosedAt != null ? one.JudgeId == me
                : one.BookedAt != null ? true
                : one.AcceptedAt != null ? one.PrincipalId == me || one.AgentId == me
                : (one.PrincipalId == me && !papers.Any(paper => paper.AuthorizationId == one.Id && paper.Kind == MaterialKinds.IdentityPaper))
                    || (one.AgentJoinedAt == null ? one.PrincipalId != me && !judged.Contains(one.CourtId)
                        : judged.Contains(one.CourtId) || (one.AgentId == me
                            && !(papers.Any(paper => paper.AuthorizationId == one.Id && paper.Kind == MaterialKinds.Licence)
                                && papers.Any(paper => paper.AuthorizationId == one.Id && paper.Kind == MaterialKinds.FirmLetter)))))
                ? 0 : 1);
    }

    /// <summary>The kinds of papers that are there, by authorization.</summary>
    static async Task<ILookup<Guid, string>> Given(CourtDb db, IReadOnlyList<Guid> open, CancellationToken stop)
    {
        var rows = await db.Set<Material>().Where(one => open.Contains(one.AuthorizationId))
            .Select(one => new { one.AuthorizationId, one.Kind }).Distinct().ToListAsync(stop);
        return rows.ToLookup(row => row.AuthorizationId, row => row.Kind);
    }

    DeskItem Item(Authorization authorization, Case @case, Room? room, IEnumerable<string> given, Person person, Words words)
    {
        var facts = AuthorizationFacts.Open(keys.Of(Case.OwnerOf(@case.Id)), authorization);
        var (action, kind) = Waiting(authorization, given, person);
        return new DeskItem(
            words["witnessing.desk.item", @case.Number, facts.PrincipalName, facts.AgentName],
            words["witnessing.desk.item-detail", @case.Cause, CourtTime.Date(authorization.SubmittedAt, CourtTime.Beijing, words.Language)],
            $"/authorizations/{authorization.Id:D}",
            words[$"witnessing.desk.{action}"],
            kind,
            words[$"witnessing.state.{authorization.State}"],
            authorization.State == AuthorizationState.Scheduled ? room?.StartsAt : null);
    }

    /// <summary>The word on the button, and whether it is this person's turn.</summary>
    internal static (string Action, string Kind) Waiting(Authorization authorization, IEnumerable<string> given, Person person)
    {
        var isPrincipal = authorization.PrincipalId == person.Account;
        var isJudge = authorization.JudgeId == person.Account;
        var isAgent = authorization.AgentId == person.Account;
        var isCourt = person.Posts.Any(post => post.Court == authorization.CourtId && post.Role == StaffRole.Judge);
        return authorization.State switch
        {
            AuthorizationState.Submitted when !isPrincipal && !isCourt => ("join", "now"),
            <= AuthorizationState.MaterialCheck when isPrincipal && !given.Contains(MaterialKinds.IdentityPaper) => ("give-identity-paper", "now"),
            AuthorizationState.MaterialCheck when isAgent && MaterialKinds.Of(Standing.Agent).Except(given).Any() => ("give-licence", "now"),
            AuthorizationState.MaterialCheck when isCourt => ("check", "now"),
            AuthorizationState.Accepted when isPrincipal || isAgent => ("book", "now"),
            AuthorizationState.Scheduled => ("meet", "now"),
            AuthorizationState.UnderReview when isJudge => ("review", "now"),
            AuthorizationState.Approved or AuthorizationState.Stopped => ("open", "done"),
            _ => ("open", "waiting"),
        };
    }
}

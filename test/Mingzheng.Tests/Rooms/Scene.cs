using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Development;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Mingzheng.Witnessing;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Case = Mingzheng.Cases.Case;

namespace Mingzheng.Tests.Rooms;

/// <summary>A court with an authorization that is booked and three people who are signed in and known.</summary>
public sealed class Scene : IAsyncDisposable
{
    readonly CourtHost court;
    readonly StandInMediaNode media;

    Scene(CourtHost court, StandInMediaNode media, Session session, Guid authorization)
    {
        this.court = court;
        this.media = media;
        Session = session;
        Authorization = authorization;
    }

    public Session Session { get; }

    public Guid Authorization { get; }

    public static async Task<Scene> Booked(DatabaseKind kind)
    {
        var media = await StandInMediaNode.Start();
        var court = await CourtHost.Start(kind, null,
            $"Media:Url={media.Address}", $"Media:Secret={StandInMediaNode.Secret}", "Media:AppUrl=http://127.0.0.1:1");
        media.Serve(court);
        var people = new[] { await court.SignIn("HKP"), await court.SignIn("LAW"), await court.SignIn("JDG") };
        await Claim(people[0], DemoPeople.Principal);
        await Claim(people[1], DemoPeople.Lawyer);
        var (authorization, room) = await Book(court);
        return new Scene(court, media, new Session(court, media, room, people[0], people[1], people[2]), authorization);
    }

    /// <summary>The judge's review, once the recording is sealed and exported.</summary>
    public async Task Approve()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        Page answer;
        do
        {
            await Task.Delay(100, limit.Token);
            await Session.Judge.Get(Session.Room);
            answer = await Session.Judge.Post($"/authorizations/{Authorization:D}/approval");
        }
        while (answer.Refusal == "RECORDING_NOT_SEALED");
        answer.Refusal.ShouldBeNull(answer.Text);
    }

    public async ValueTask DisposeAsync()
    {
        await court.DisposeAsync();
        await media.DisposeAsync();
    }

    /// <summary>Says who one is, so that the room can compare.</summary>
    static async Task Claim(Visitor visitor, DemoPerson person)
    {
        var page = await visitor.Submit(await visitor.Get("/me/identity"), "/me/identity",
            ("document", Mingzheng.Identity.DocumentTypes.Word(person.DocumentType)), ("number", person.DocumentNumber), ("name", person.Name), ("consent", "yes"));
        page.Refusal.ShouldBeNull(page.Text);
    }

    /// <summary>What the way from the application to the booking leaves in the books.</summary>
    static async Task<(Guid Authorization, Guid Room)> Book(CourtHost court)
    {
        var keys = court.Get<DataKeys>();
        await using var db = court.Get<Reads>().Open();
        var found = await db.Set<Case>().SingleAsync(one => one.Number == DemoPeople.CaseNumber);
        var party = await db.Set<CaseParty>().SingleAsync(one => one.CaseId == found.Id && one.AccountId != null);
        var lawyer = (await db.Set<Mingzheng.Identity.Lawyer>().SingleAsync()).AccountId;
        var judge = (await db.Set<Mingzheng.Courts.StaffMember>().SingleAsync(one => one.Role == StaffRole.Judge)).AccountId;
        var key = keys.Of(Case.OwnerOf(found.Id));
        var now = TimeProvider.System.Now();
        var facts = new AuthorizationFacts(
            DemoPeople.Principal.Name, DemoPeople.Principal.NameEn, "HK", "hong-kong-identity-card", DemoPeople.Principal.DocumentNumber,
            "香港九龙示例道1号", DemoPeople.Principal.Phone, DemoPeople.Lawyer.Name, DemoPeople.Firm, DemoPeople.Lawyer.Licence!,
            ["G1", "G2", "G3", "G4", "G5", "S4", "S7"], ["first-instance"], null, true, null, "香港九龙", "Asia/Hong_Kong", "视频核对证件原件");
        return await court.Get<Writer>().Do(new Command(Guid.CreateVersion7(now), "system", "test.book"), writing =>
        {
            var authorization = new Authorization
            {
                Id = writing.NewId(), CourtId = found.CourtId, CaseId = found.Id, PartyId = party.Id, PrincipalId = party.AccountId!.Value,
                AgentLicence = DemoPeople.Lawyer.Licence!, Origin = "party", Basis = "XB6", Facts = facts.Seal(key), Language = "zh-Hant", SubmittedAt = now,
            };
            authorization.Join(lawyer, now);
            authorization.Accept(judge, urgent: true, now);
            var room = new Room
            {
                Id = writing.NewId(), Kind = WitnessingProcedure.Kind, CourtId = found.CourtId, CaseId = found.Id, SubjectId = authorization.Id, StartsAt = now,
            };
            authorization.Book(room.Id, now);
            writing.Db.AddRange(authorization, room);
            foreach (var (account, role, name) in new[]
            {
                (party.AccountId.Value, RoomRole.Principal, DemoPeople.Principal.Name), (lawyer, RoomRole.Agent, DemoPeople.Lawyer.Name), (judge, RoomRole.Judge, DemoPeople.Judge.Name),
            })
            {
                writing.Db.Add(new RoomParticipant
                {
                    Id = writing.NewId(), RoomId = room.Id, AccountId = account, Role = role, Name = key.Seal("room_participants.name", name),
                });
            }

            writing.Journal(room.Stream, "room.scheduled", []);
            return Task.FromResult((authorization.Id, room.Id));
        });
    }
}

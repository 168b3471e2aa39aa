using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Courts;
using Mingzheng.Development;
using Mingzheng.Identity;
using Mingzheng.Notices;
using Mingzheng.Objects;
using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Rooms;
using Mingzheng.Web;
using Mingzheng.Witnessing;

namespace Mingzheng.Tests.Access;

/// <summary>A court with one authorization, its room and everybody who may or may not have to do with them, each at a browser of their own.</summary>
public sealed class MatrixWorld : IAsyncDisposable
{
    /// <summary>Its line in the log says that a request has passed everything that stands before its endpoint.</summary>
    public const string WhoExecutes = "Microsoft.AspNetCore.Routing.EndpointMiddleware";

    const string NoSuchThing = "00000000-0000-8000-8000-00000000abcd";

    readonly Witnessing.Scene scene;
    readonly Dictionary<string, Visitor> people = [];
    readonly Dictionary<string, string> values = [];

    MatrixWorld(CourtHost court, Witnessing.Scene scene) => (Court, this.scene) = (court, scene);

    public CourtHost Court { get; }

    /// <summary>By their names in docs/access-matrix.md.</summary>
    public IReadOnlyDictionary<string, Visitor> People => people;

    public static async Task<MatrixWorld> Make(DatabaseKind kind)
    {
        var court = await CourtHost.Start(
            kind, null, $"Media:Secret={StandInMediaNode.Secret}", "Media:Url=http://127.0.0.1:1", $"Logging:LogLevel:{WhoExecutes}=Information");
        var world = new MatrixWorld(court, await Witnessing.Scene.Booked(court));
        await world.Invite();
        await world.Remember();
        return world;
    }

    /// <summary>The address of an endpoint in this world; null when it names a thing that this world does not know how to find.</summary>
    /// <param name="isThere">False when part of the address names nothing, so that a page behind the gate may say so.</param>
    public string? AddressOf(RoutePattern route, out bool isThere)
    {
        isThere = true;
        var address = $"/{route.RawText!.Trim('/')}";
        foreach (var part in route.Parameters)
        {
            if (!values.TryGetValue(part.Name, out var value))
            {
                return null;
            }

            isThere &= value != NoSuchThing;
            var whole = address[address.IndexOf($"{{{(part.IsCatchAll ? "**" : "")}{part.Name}", StringComparison.Ordinal)..];
            address = address.Replace(whole[..(whole.IndexOf('}') + 1)], value, StringComparison.Ordinal);
        }

        return address;
    }

    /// <summary>A stream of this world by the family that its name begins with.</summary>
    public string StreamOf(string family) => $"{family}:{values[family.Split('-')[0]]}";

    public async ValueTask DisposeAsync()
    {
        scene.Dispose();
        foreach (var visitor in people.Values)
        {
            visitor.Dispose();
        }

        await Court.DisposeAsync();
    }

    async Task Invite()
    {
        var elsewhere = await PlantPeople();
        people["stranger"] = Court.Visitor();
        people["principal"] = scene.Principal;
        people["agent"] = scene.Agent;
        people["judge"] = scene.Judge;
        people["clerk"] = await Court.SignIn("CLK");
        foreach (var (name, contact) in elsewhere)
        {
            people[name] = await Court.SignInWith(contact);
        }

        people["another principal"] = await Witnessing.Scene.AnotherPrincipal(Court, "黄另案");
        await Witnessing.Scene.Apply(people["another principal"]);
        people["media node"] = Court.Visitor();
        people["media node"].Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", StandInMediaNode.Secret);
    }

    /// <summary>People without a screen that would make them: a second court, its staff, and a colleague of the judge. The agent takes effect.</summary>
    async Task<IReadOnlyDictionary<string, string>> PlantPeople()
    {
        var (accounts, now) = (Court.Get<Accounts>(), TimeProvider.System.Now());
        var contacts = new[] { "anyone", "colleague", "judge elsewhere", "clerk elsewhere" }
            .Select((name, i) => (Name: name, Contact: new Contact(Channel.Sms, $"+86138000001{i:D2}"))).ToList();
        var rows = contacts.ToDictionary(one => one.Name, one => accounts.New(
            Guid.CreateVersion7(now), one.Name, one.Contact, Language.SimplifiedChinese, "Asia/Shanghai", now));
        var other = new Court { Id = Guid.CreateVersion7(now), Code = "粤02", Name = "另一示范法院", NameEn = "Another model court", Hotline = "12368" };
        var authorization = await scene.Row(scene.Authorization);
        var key = Court.Get<DataKeys>().Of(Case.OwnerOf(authorization.CaseId));
        await Court.Get<Writer>().Do(new Command(Guid.CreateVersion7(now), "system", "test.plant"), async writing =>
        {
            writing.Db.Add(other);
            writing.Db.AddRange(rows.Values);
            writing.Db.Add(Post(rows["colleague"], authorization.CourtId, StaffRole.Judge));
            writing.Db.Add(Post(rows["judge elsewhere"], other.Id, StaffRole.Judge));
            writing.Db.Add(Post(rows["clerk elsewhere"], other.Id, StaffRole.Clerk));
            await Representation.Begin(writing, AgentOf(authorization, writing, key));
        });
        return contacts.ToDictionary(one => one.Name, one => one.Contact.Address);
    }

    static StaffMember Post(Account account, Guid court, StaffRole role) =>
        new() { AccountId = account.Id, CourtId = court, Role = role, Name = "示例" };

    static CaseAgent AgentOf(Authorization authorization, Writing writing, DataKey key) => new()
    {
        Id = writing.NewId(),
        CaseId = authorization.CaseId,
        PartyId = authorization.PartyId,
        AccountId = authorization.AgentId!.Value,
        Licence = authorization.AgentLicence,
        Name = CaseAgent.Seal(key, DemoPeople.Lawyer.Name),
        Firm = DemoPeople.Firm,
        Powers = Powers.General,
        Stages = "FirstInstance",
        MayReceiveService = true,
        AuthorizationId = authorization.Id,
        PowerOfAttorneySha256 = new string('0', 64),
        FromAt = writing.Now,
    };

    /// <summary>What stands for each route value. The gate goes by the thing itself; papers within it come and go.</summary>
    async Task Remember()
    {
        await using var db = Court.Get<Reads>().Open();
        var authorization = await scene.Row(scene.Authorization);
        values["authorization"] = $"{scene.Authorization:D}";
        values["room"] = $"{scene.Room:D}";
        values["id"] = values["case"] = $"{authorization.CaseId:D}";
        values["account"] = $"{authorization.PrincipalId:D}";
        values["court"] = $"{authorization.CourtId:D}";
        values["participant"] = $"{(await db.Set<RoomParticipant>().FirstAsync(one => one.RoomId == scene.Room && one.Role == RoomRole.Agent)).Id:D}";
        // A paper that everybody may open who may see the authorization; the identity paper is not for the lawyer (section 24).
        values["material"] = $"{(await db.Set<Material>().FirstAsync(one => one.AuthorizationId == scene.Authorization && one.Kind == "licence")).Id:D}";
        values["path"] = values["document"] = values["reading"] = values["item"] = values["made"] = values["track"] = NoSuchThing;
    }
}

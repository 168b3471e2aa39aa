using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Cases;
using Mingzheng.Objects;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Sandboxes;
using Mingzheng.Web;
using Mingzheng.Witnessing.Texts;
using Shouldly;
using Case = Mingzheng.Cases.Case;

namespace Mingzheng.Tests.Witnessing;

/// <summary>
/// The invented party, lawyer and judge of the demo court at their browsers, led over HTTP to where a test begins:
/// <c>using var scene = await Scene.Booked(court)</c>.
/// </summary>
public sealed class Scene : IDisposable
{
    static readonly ConditionalWeakTable<Visitor, object> Accounts = [];

    static int planted = 98_700;

    public const string ApplicationForm = "/authorizations/new";
    public const string Licence = "14401201010123456";
    public const string ServiceAddress = "广东省广州市天河区示例路1号示例大厦10楼";
    public const string ClientCheck = "2026年4月1日与委托人视频通话，当面查看其香港身份证原件，并核对联系电话和案件材料。";

    public static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[64]];
    public static readonly byte[] Pdf = [.. "%PDF-1.7\n%a small paper\n%%EOF\n"u8];

    Scene(CourtHost court, Visitor principal, Visitor agent, Visitor judge) => (Court, Principal, Agent, Judge) = (court, principal, agent, judge);

    public CourtHost Court { get; }

    public Visitor Principal { get; }

    public Visitor Agent { get; }

    public Visitor Judge { get; }

    public Guid Authorization { get; private set; }

    public Guid Room { get; private set; }

    public string Address => $"/authorizations/{Authorization:D}";

    /// <summary>All three are signed in; principal and lawyer have proved who they are.</summary>
    public static async Task<Scene> SignedIn(CourtHost court)
    {
        var scene = new Scene(court, await court.SignIn("HKP"), await court.SignIn("LAW"), await court.SignIn("JDG"));
        await ProveIdentity(scene.Principal, "hong-kong-identity-card", "A123456(3)", "陳大文");
        await ProveIdentity(scene.Agent, "mainland-resident-id", "440106198001010019", "李示例");
        return scene;
    }

    /// <summary>The principal has applied, with the special powers given.</summary>
    public static async Task<Scene> Applied(CourtHost court, params string[] special)
    {
        var scene = await SignedIn(court);
        await scene.Apply(special);
        return scene;
    }

    /// <summary>The lawyer has accepted and all papers are there.</summary>
    public static async Task<Scene> Joined(CourtHost court, params string[] special)
    {
        var scene = await Applied(court, special);
        await scene.Join();
        await scene.GiveAllPapers();
        return scene;
    }

    /// <summary>The judge has accepted.</summary>
    public static async Task<Scene> Accepted(CourtHost court, bool urgent, params string[] special)
    {
        var scene = await Joined(court, special);
        await scene.Accept(urgent);
        return scene;
    }

    /// <summary>The room stands ready and the meeting may begin now; the special powers are S4 and S7 unless others are given (ACC-AW-01).</summary>
    public static async Task<Scene> Booked(CourtHost court, params string[] special)
    {
        var scene = await Accepted(court, urgent: true, special.Length == 0 ? ["S4", "S7"] : special);
        await scene.Book("now");
        return scene;
    }

    public static async Task ProveIdentity(Visitor visitor, string document, string number, string name)
    {
        var page = await visitor.Submit(await visitor.Get("/me/identity"), "/me/identity",
            ("document", document), ("number", number), ("name", name), ("consent", "yes"));
        page.Path.ShouldBe("/me/identity/face", page.Readable);
        page = await visitor.PostBody($"/me/identity/face?act={visitor.NewAct()}", "image/jpeg", Faces.With("own"));
        page.Status.ShouldBe(HttpStatusCode.OK, page.Text);
    }

    /// <summary>What a careful person fills in; a test replaces what it is about.</summary>
    public static (string Name, string Value)[] Application(params string[] special) =>
    [
        ("licence", Licence), ("address", "香港虚构道1号示范大厦2楼"), ("place", "香港九龙"), ("zone", "Asia/Hong_Kong"), ("latin", "CHAN, Tai Man"),
        ("sex", "male"), ("birth-date", "1984-05-17"),
        ("rules", "yes"), ("consent-online-step", "yes"), ("consent-recording", "yes"), ("consent-sensitive-data", "yes"),
        .. special.Select(code => ("powers", code)), .. Stages(special),
    ];

    /// <summary>The legal texts that the forms draw, for what is sent without a page.</summary>
    public static IEnumerable<(string Name, string Value)> Drawn(CourtHost court, string language = "zh-Hans") =>
        new[] { LegalTextId.PlatformRules, LegalTextId.Consents, LegalTextId.IdentityConsent, LegalTextId.AgentDeclarations }
            .Select(id => court.Get<LegalTexts>().InForce(id, language, court.Get<TimeProvider>().Today()))
            .Select(text => (DrawnText.Field, text.Drawn.ToString()));

    /// <summary>The stages that the powers need (7.1 no. 4); none typed when the usual one will do, which the page has ticked.</summary>
    static IEnumerable<(string Name, string Value)> Stages(string[] special)
    {
        var needed = new[] { ("S9", "enforcement"), ("S11", "retrial"), ("S12", "bankruptcy") }.Where(pair => special.Contains(pair.Item1)).ToList();
        return needed.Count == 0 ? [] : needed.Select(pair => pair.Item2).Prepend("first-instance").Select(stage => ("stages", stage));
    }

    public static async Task<Guid> Apply(Visitor principal, params string[] special) =>
        await Sent(principal, await principal.Get(ApplicationForm), Application(special));

    public static async Task<Guid> ApplyIn(Guid @case, Visitor principal) =>
        await Sent(principal, await principal.Get(ApplicationForm), [.. Application(), ("case", $"{@case:D}")]);

    static async Task<Guid> Sent(Visitor principal, Page application, params (string Name, string Value)[] typed)
    {
        var page = await principal.Submit(application, ApplicationForm, typed);
        page.Status.ShouldBe(HttpStatusCode.OK, page.Readable);
        return Guid.Parse(page.Path["/authorizations/".Length..]);
    }

    /// <summary>A further principal with a case of their own, signed in and, unless told otherwise, identified.</summary>
    public static async Task<Visitor> AnotherPrincipal(CourtHost court, string name, bool proven = true)
    {
        using var stranger = court.Visitor();
        using var answer = await stranger.Http.PostAsJsonAsync("/development/cases", new { principalName = name, language = "zh-Hans" });
        var made = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        var visitor = await court.SignInWith(made["phone"]!.GetValue<string>());
        Accounts.AddOrUpdate(visitor, made["principal"]!.GetValue<Guid>());
        if (proven)
        {
            await ProveIdentity(visitor, "hong-kong-identity-card", made["documentNumber"]!.GetValue<string>(), name);
        }

        return visitor;
    }

    /// <summary>The case that was made with such a principal.</summary>
    public static async Task<Guid> CaseOf(Visitor visitor)
    {
        var account = AccountOf(visitor);
        await using var db = visitor.Court.Get<Reads>().Open();
        return (await db.Set<CaseParty>().FirstAsync(party => party.AccountId == account)).CaseId;
    }

    /// <summary>The party of a case is a party of a second one, about a divorce. The id of that one.</summary>
    public static Task<Guid> PlantDivorce(CourtHost court, Guid usual) => PlantCase(court, usual, "离婚纠纷");

    /// <summary>The party of a case is a party of a further one. The id of that one.</summary>
    /// <param name="cause">As of the usual case unless it is given.</param>
    public static async Task<Guid> PlantCase(CourtHost court, Guid usual, string? cause = null)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var keys = court.Get<DataKeys>();
        var own = keys.New(Case.OwnerOf(id));
        await court.Plant(async db =>
        {
            var like = await db.Set<Case>().SingleAsync(one => one.Id == usual);
            var party = await db.Set<CaseParty>().SingleAsync(one => one.CaseId == usual && one.AccountId != null);
            var name = party.NameUnder(keys.Of(Case.OwnerOf(usual)));
            db.Add(new Case { Id = id, CourtId = like.CourtId, Number = $"（2026）粤01民初{Interlocked.Increment(ref planted)}号", Cause = cause ?? like.Cause, Stage = like.Stage, FiledAt = like.FiledAt });
            db.Add(new CaseParty
            {
                Id = Guid.CreateVersion7(like.FiledAt), CaseId = id, AccountId = party.AccountId, Position = party.Position, Kind = party.Kind,
                Name = CaseParty.Seal(own, name),
            });
        });
        return id;
    }

    /// <summary>The account of a principal made by <see cref="AnotherPrincipal"/>.</summary>
    public static Guid AccountOf(Visitor visitor) => (Guid)Accounts.GetValue(visitor, _ => throw new InvalidOperationException("Not made here."));

    public async Task Apply(params string[] special) => Authorization = await Apply(Principal, special);

    /// <summary>Sends the application with what stands on the page.</summary>
    public async Task Send(Page application) => Authorization = await Sent(Principal, application);

    /// <summary>Applies with exactly what is typed.</summary>
    public async Task ApplyWith(params (string Name, string Value)[] typed) =>
        Authorization = await Sent(Principal, await Principal.Get(ApplicationForm), typed);

    /// <summary>Sets what the authorization says, as time or another hand might have made it.</summary>
    public static Task Rewrite(CourtHost court, Guid id, Func<Mingzheng.Witnessing.AuthorizationFacts, Mingzheng.Witnessing.AuthorizationFacts> change) =>
        court.Get<Writer>().Do(new Command(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "system", "test.rewrite"), async writing =>
        {
            var authorization = await writing.Hold<Mingzheng.Witnessing.Authorization>(id);
            var key = court.Get<DataKeys>().Of($"case:{authorization.CaseId:D}");
            authorization.Facts = change(Mingzheng.Witnessing.AuthorizationFacts.Open(key, authorization)).Seal(key);
        });

    public Task<Page> Join() => JoinAs(Agent, Authorization);

    public static async Task<Page> JoinAs(Visitor agent, Guid authorization)
    {
        var page = await agent.Submit(await agent.Get($"/authorizations/{authorization:D}"), $"/authorizations/{authorization:D}/agency",
            Agency());
        page.Status.ShouldBe(HttpStatusCode.OK, page.Readable);
        return page;
    }

    /// <summary>What a careful lawyer fills in; a test replaces what it is about.</summary>
    public static (string Name, string Value)[] Agency(string statement = ClientCheck) =>
        [("statement", statement), ("phone", "020-81234567"), ("service-address", ServiceAddress), .. Declarations];

    public static (string Name, string Value)[] Declarations =>
        [.. new[] { "C-1", "C-2", "C-3", "C-5", "C-6" }.Select(declaration => ($"declare-{declaration}", "yes"))];

    public async Task GiveAllPapers()
    {
        (await Upload(Principal, Authorization, "identity-paper", "card.png", Png)).Status.ShouldBe(HttpStatusCode.OK);
        (await Upload(Agent, Authorization, "licence", "licence.pdf", Pdf)).Status.ShouldBe(HttpStatusCode.OK);
        (await Upload(Agent, Authorization, "firm-letter", "letter.pdf", Pdf)).Status.ShouldBe(HttpStatusCode.OK);
    }

    public static async Task<Page> Upload(Visitor visitor, Guid authorization, string kind, string name, byte[] content, Guid? act = null)
    {
        using var body = new MultipartFormDataContent();
        using var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        body.Add(file, "file", name);
        var address = $"/authorizations/{authorization:D}/materials?kind={kind}&act={act ?? visitor.NewAct():D}";
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return Page.Read(await visitor.Http.SendAsync(request));
    }

    public async Task Accept(bool urgent)
    {
        var page = await Judge.Submit(await Judge.Get(Address), $"{Address}/acceptance", urgent ? [("urgent", "yes")] : []);
        page.Status.ShouldBe(HttpStatusCode.OK, page.Readable);
    }

    public async Task Book(string start)
    {
        var page = await Principal.Submit(await Principal.Get($"{Address}/booking"), $"{Address}/booking", ("start", start));
        page.Status.ShouldBe(HttpStatusCode.OK, page.Readable);
        Room = (await Row(Authorization)).RoomId.ShouldNotBeNull();
    }

    public async Task<Mingzheng.Witnessing.Authorization> Row(Guid id)
    {
        await using var db = Court.Get<Reads>().Open();
        return await db.Set<Mingzheng.Witnessing.Authorization>().SingleAsync(one => one.Id == id);
    }

    /// <summary>The kinds of the entries of a stream, in order, whether they have their position or not.</summary>
    public async Task<IReadOnlyList<string>> Journal(string stream) => [.. (await Court.EntriesOf(stream)).Select(entry => entry.Kind)];

    public void Dispose()
    {
        Principal.Dispose();
        Agent.Dispose();
        Judge.Dispose();
    }
}

using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Mingzheng.Tests.Rooms;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Hostile;

/// <summary>Attack: markup, scripts and typesetting commands in everything that people type. It is text on every page and in every paper.</summary>
[Trait("kind", "hostile")]
public sealed partial class HostileTextTests : IAsyncLifetime
{
    const string Script = "<script>alert(1)</script>";
    const string Image = "\"><img src=x onerror=alert(2)>";
    const string Typesetting = "#read(\"/etc/passwd\") #panic() $x$ *b* @ref {{7*7}}";
    const string Name = $"陈{Script}";
    const string Address = $"香港{Image}";
    const string Place = $"九龙{Typesetting}";

    StandInMediaNode media = null!;
    CourtHost court = null!;
    Witnessing.Scene scene = null!;

    public async Task InitializeAsync()
    {
        media = await StandInMediaNode.Start();
        court = await CourtHost.Start(DatabaseKind.Sqlite, null,
            $"Media:Url={media.Address}", $"Media:Secret={StandInMediaNode.Secret}", "Media:AppUrl=http://127.0.0.1:1");
        media.Serve(court);
        scene = await Witnessing.Scene.SignedIn(court);
    }

    public async Task DisposeAsync()
    {
        scene.Dispose();
        await court.DisposeAsync();
        await media.DisposeAsync();
    }

    [Fact]
    public async Task What_people_type_is_text_on_every_page_and_in_every_paper()
    {
        using var principal = await Witnessing.Scene.AnotherPrincipal(court, Name);
        var authorization = await Prepare(principal);
        var address = $"/authorizations/{authorization:D}";
        var row = await scene.Row(authorization);
        var session = new Session(court, media, row.RoomId!.Value, principal, scene.Agent, scene.Judge);
        var pages = new[] { "/desk", address, $"{address}/panel", session.Room, $"{session.Room}/panel", $"/cases/{row.CaseId:D}", "/me/identity" };
        await Look(session, pages);
        await session.Open();
        await session.Admit();
        await session.Identify();
        await session.Acknowledge();
        await session.Ask(principal);
        await session.Ask(scene.Agent);
        await Answer(session, $"{Script}{Image}{Typesetting}");
        await session.Ask(principal);
        await session.AskAlone();
        await session.Ask(scene.Agent);
        await session.Read(principal);
        await Look(session, pages);
        await Finish(session);
        await Approve(address);

        var escaped = await Look(session, [.. pages, $"{address}/package"]);

        escaped.ShouldBeGreaterThan(0, "the name stands on pages, as text");
        var papers = await Papers(session.Judge, address, session.RoomId);
        papers["power-of-attorney"].ShouldContain(Bare(Name));
        papers["power-of-attorney"].ShouldContain(Bare(Address));
        papers["record"].ShouldContain(Bare($"{Script}{Image}{Typesetting}"));
        string.Concat(papers.Values).ShouldNotContain("root:x:");
        court.Log.All.ShouldNotContain(line => line.StartsWith("Error ", StringComparison.Ordinal));
    }

    /// <summary>From the application to the booked room, with hostile words wherever there is a field.</summary>
    async Task<Guid> Prepare(Visitor principal)
    {
        var usual = Witnessing.Scene.Application("S4", "S7").Where(field => field.Name is not ("address" or "place" or "latin"));
        var page = await principal.Submit(await principal.Get("/authorizations/new"), "/authorizations/new",
            [.. usual, ("address", Address), ("place", Place), ("latin", "CHAN'; drop table accounts; --")]);
        var id = Guid.Parse(page.Path["/authorizations/".Length..]);
        var address = $"/authorizations/{id:D}";
        var joined = await scene.Agent.Submit(await scene.Agent.Get(address), $"{address}/agency",
            Witnessing.Scene.Agency($"{Witnessing.Scene.ClientCheck}{Script}{Typesetting}"));
        joined.Refusal.ShouldBeNull(joined.Text);
        await Witnessing.Scene.Upload(principal, id, "identity-paper", "<svg onload=alert(3)>\u202egnp.png", Witnessing.Scene.Png);
        await Witnessing.Scene.Upload(scene.Agent, id, "licence", "'; drop table objects; --.pdf", Witnessing.Scene.Pdf);
        await Witnessing.Scene.Upload(scene.Agent, id, "firm-letter", "<img src=x onerror=alert(2)>.pdf", Witnessing.Scene.Pdf);
        (await scene.Judge.Submit(await scene.Judge.Get(address), $"{address}/acceptance", ("urgent", "yes"))).Refusal.ShouldBeNull();
        (await principal.Submit(await principal.Get($"{address}/booking"), $"{address}/booking", ("start", "now"))).Refusal.ShouldBeNull();
        return id;
    }

    static async Task Answer(Session session, string answer)
    {
        await session.Media.Beat($"{session.RoomId:D}");
        var page = await session.Judge.Get(session.Room);
        var writer = page.Text.Contains("data-question=", StringComparison.Ordinal) ? session.Judge : session.Principal;
        var open = await writer.Get(session.Room);
        var given = await writer.Submit(open, $"{session.Room}/answers",
            open.Text.Contains("name=\"agreed\"", StringComparison.Ordinal) ? ("agreed", "true") : ("answer", answer));
        given.Refusal.ShouldBeNull(given.Text);
    }

    async Task Finish(Session session)
    {
        await session.Sign(session.Principal);
        await session.Read(scene.Agent);
        await session.Sign(scene.Agent);
        await session.Read(session.Principal);
        await session.Ask(session.Principal);
        await session.SignAll();
        await session.Record();
        await session.Close();
    }

    async Task Approve(string address)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        Page answer;
        do
        {
            await Task.Delay(100, limit.Token);
            await scene.Judge.Get("/desk");
            answer = await scene.Judge.Post($"{address}/approval");
        }
        while (answer.Refusal == "RECORDING_NOT_SEALED");
        answer.Refusal.ShouldBeNull(answer.Text);
    }

    /// <summary>Everybody looks at everything; gives the number of pages on which the script stands as text.</summary>
    static async Task<int> Look(Session session, IReadOnlyList<string> pages)
    {
        var escaped = 0;
        foreach (var visitor in new[] { session.Principal, session.Agent, session.Judge })
        {
            foreach (var path in pages)
            {
                var page = await visitor.Get(path);
                Markup().Matches(page.Text).ShouldBeEmpty(path);
                page.Response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self';", Case.Sensitive, path);
                escaped += page.Text.Contains("&lt;script&gt;alert(1)", StringComparison.Ordinal) ? 1 : 0;
            }
        }

        return escaped;
    }

    /// <summary>The text of each finished paper, without blanks and line ends, by its kind.</summary>
    async Task<Dictionary<string, string>> Papers(Visitor reader, string address, Guid room)
    {
        await using var db = court.Get<Reads>().Open();
        var documents = await db.Set<Document>().Where(one => one.RoomId == room && one.SupersededAt == null).ToListAsync();
        var texts = new Dictionary<string, string>();
        foreach (var document in documents)
        {
            var pdf = await reader.Http.GetByteArrayAsync($"{address}/documents/{document.Id:D}");
            var (code, output, errors) = await PublicTool.Run("pdftotext", ["-raw", "-", "-"], pdf);
            code.ShouldBe(0, errors);
            texts[document.Kind] = Bare(Encoding.UTF8.GetString(output));
        }

        return texts;
    }

    static string Bare(string text) => Blanks().Replace(text, "");

    [GeneratedRegex("<script>alert|<img src=x|<svg onload|\u202e")]
    private static partial Regex Markup();

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();
}

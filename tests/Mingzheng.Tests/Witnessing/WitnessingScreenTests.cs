using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Mingzheng.Base.Database;
using Mingzheng.Development;
using Mingzheng.Rooms;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Web;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>Every screen of a witnessing as each person sees it, in a real browser (WCAG 2.2 AA): the principal in English, the others in Chinese.</summary>
[Trait("kind", "browser")]
public sealed class WitnessingScreenTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    [LooksAt("/guide", "/authorizations/new", "/authorizations/{}", "/authorizations/{}/booking", "/authorizations/{}/booking/time", "/desk")]
    public async Task Before_the_meeting_axe_finds_nothing()
    {
        await using var court = await CourtHost.Start();
        using var scene = await Scene.SignedIn(court);
        var inspection = new Inspection(browser, court);
        await inspection.Look(scene.Principal, "/guide", "guide", "en-GB");
        await inspection.Look(scene.Principal, "/authorizations/new", "application", "zh-HK");
        await inspection.Look(scene.Principal, "/authorizations/new", "application-errors", "en-GB", form: "/authorizations/new");
        await LookAtWarning(inspection, scene.Principal);
        await scene.Apply("S4", "S7");
        await LookAtAuthorization(inspection, scene, "applied");
        await inspection.Look(scene.Principal, scene.Address, "upload-errors", "en-GB", form: $"{scene.Address}/materials?");
        await inspection.Look(scene.Agent, scene.Address, "agency-errors", "zh-HK", form: $"{scene.Address}/agency");
        await scene.Join();
        await scene.GiveAllPapers();
        await LookAtAuthorization(inspection, scene, "joined");
        await scene.Accept(urgent: true);
        await inspection.Look(scene.Principal, $"{scene.Address}/booking", "booking", "en-GB");
        await scene.Book("now");
        await LookAtAuthorization(inspection, scene, "booked");
        await inspection.Look(scene.Principal, $"{scene.Address}/booking/time", "move", "en-GB");
        using var clerk = await court.SignIn("CLK");
        await inspection.Look(clerk, scene.Address, "booked-clerk");
        await inspection.Look(clerk, "/desk", "booked-clerk-desk", "en-GB");
        inspection.Found.ShouldBeEmpty();
        LooksAtAttribute.ShouldBeKept(this);
    }

    [Fact]
    [LooksAt("/rooms/{}", "/authorizations/{}", "/authorizations/{}/package", "/cases/{}")]
    public async Task In_the_room_and_after_it_axe_finds_nothing()
    {
        await using var scene = await Rooms.Scene.Booked(DatabaseKind.Sqlite);
        var session = scene.Session;
        var inspection = new Inspection(browser, session.Court);
        await session.RunUntil("", async step =>
        {
            await LookAtAll(inspection, session, session.Room, $"room-{step}");
            if (step == "recusal-agent")
            {
                // The agent hears and sees nobody; the others are told who is missing for this step (W-8.3).
                await session.Judge.Get(session.Room);
                (await session.Judge.Post($"{session.Room}/asides/{await AgentIn(session):D}")).Refusal.ShouldBeNull();
                (await session.Agent.Get(session.Room)).Readable.ShouldContain("法官正在与委托人单独谈话");
                (await session.Judge.Get(session.Room)).Readable.ShouldContain("不在见证室内");
                await LookAtAll(inspection, session, session.Room, "room-aside");
                await session.BringBack();
            }
        });
        await LookAtAll(inspection, session, session.Room, "room-closed");
        await LookAtAll(inspection, session, scene.Address, "under-review");
        await PlayAll(inspection, session, scene.Address);
        await inspection.Look(session.Judge, scene.Address, "under-review-playable", "zh-HK");
        await scene.Approve();
        await LookAtAll(inspection, session, scene.Address, "approved");
        await LookAtAll(inspection, session, $"{scene.Address}/package", "package");
        await LookAtAll(inspection, session, $"/cases/{NamedId.Of("case"):D}", "case-after");
        using var clerk = await session.Court.SignIn("CLK");
        await inspection.Look(clerk, $"/cases/{NamedId.Of("case"):D}", "case-after-clerk", "en-GB");
        await inspection.Look(clerk, scene.Address, "approved-clerk");
        inspection.Found.ShouldBeEmpty();
        LooksAtAttribute.ShouldBeKept(this);
    }

    [Fact]
    [LooksAt("/rooms/{}", "/authorizations/{}")]
    public async Task When_a_meeting_was_stopped_axe_finds_nothing()
    {
        await using var scene = await Rooms.Scene.Booked(DatabaseKind.Sqlite);
        var session = scene.Session;
        var inspection = new Inspection(browser, session.Court);
        await session.RunUntil("roll-call");
        var stopped = await session.Judge.Submit(
            await session.Judge.Get(session.Room), $"{session.Room}/stop", ("why", "RF-10"), ("note", "委托人要求改日办理（虚构）。"));
        stopped.Refusal.ShouldBeNull(stopped.Text);
        await LookAtAll(inspection, session, session.Room, "room-stopped");
        await LookAtAll(inspection, session, scene.Address, "stopped");
        inspection.Found.ShouldBeEmpty();
        LooksAtAttribute.ShouldBeKept(this);
    }

    /// <summary>A file that is chosen goes with the form although its script sends it (ACC-AW-04).</summary>
    static async Task LookAtWarning(Inspection inspection, Visitor principal)
    {
        var page = await inspection.Open(principal, "/authorizations/new");
        await page.Locator("details:has(input[name=existing-file]) > summary").ClickAsync();
        await page.Locator("input[name=existing-file]").SetInputFilesAsync(
            new FilePayload { Name = "older.txt", MimeType = "text/plain", Buffer = "兹委托李示例律师全权代理本案。"u8.ToArray() });
        await page.Locator("button[value=read-existing]").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("不产生任何特别授权");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeInViewportAsync();
        (await Inspection.Faults(page)).ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    /// <summary>Tracks come to the page that is open; one that plays goes on while the page follows the journal, and it can be sought in.</summary>
    static async Task PlayAll(Inspection inspection, Rooms.Session session, string address)
    {
        var page = await inspection.Open(session.Judge, address);
        var players = page.Locator("#tracks audio, #tracks video");
        await Assertions.Expect(players).ToHaveCountAsync(6);
        // That a track was opened is an entry, for which the part is drawn again around those that play.
        var drawn = page.WaitForResponseAsync(response => response.Url.EndsWith("/panel", StringComparison.Ordinal));
        foreach (var player in await players.AllAsync())
        {
            (await player.EvaluateAsync<string>(
                """
                async (player) => {
                  player.muted = true;
                  await player.play();
                  await new Promise((done) => player.addEventListener('timeupdate', () => player.currentTime > 0 && done()));
                  player.currentTime = player.duration / 2;
                  await new Promise((done) => player.addEventListener('seeked', done, { once: true }));
                  player.pause();
                  player.mark = 'played';
                  return player.error ? player.error.message : 'plays';
                }
                """)).ShouldBe("plays");
        }

        await drawn;
        (await players.EvaluateAllAsync<string[]>("(players) => players.map((player) => player.mark)")).ShouldAllBe(mark => mark == "played");
        (await Inspection.Faults(page)).ShouldBeEmpty();
        await PlaysTogether(page);
        await page.Context.CloseAsync();
    }

    /// <summary>The files of one person are coupled, those of another are not (AW-09).</summary>
    static async Task PlaysTogether(IPage page)
    {
        var people = page.Locator("#tracks [data-together]");
        await Assertions.Expect(people).ToHaveCountAsync(3);
        (await people.EvaluateAllAsync<string[]>("people => people.map((one) => [...one.querySelectorAll('video, audio')].map((player) => player.localName).join())"))
            .ShouldAllBe(players => players == "video,audio");
        await people.First.Locator("audio").EvaluateAsync("(sound) => { sound.currentTime = 0; return sound.play(); }");
        await page.WaitForFunctionAsync("() => !document.querySelector('#tracks video').paused");
        (await people.Nth(1).Locator("video").EvaluateAsync<bool>("(picture) => picture.paused")).ShouldBeTrue();
    }

    static async Task LookAtAuthorization(Inspection inspection, Scene scene, string name)
    {
        await inspection.Look(scene.Principal, scene.Address, $"{name}-principal", "en-GB");
        await inspection.Look(scene.Agent, scene.Address, $"{name}-agent", "zh-HK");
        await inspection.Look(scene.Judge, scene.Address, $"{name}-judge");
        await inspection.Look(scene.Judge, "/desk", $"{name}-judge-desk");
    }

    static async Task<Guid> AgentIn(Rooms.Session session)
    {
        await using var db = session.Court.Get<Reads>().Open();
        return (await db.Set<RoomParticipant>().SingleAsync(one => one.RoomId == session.RoomId && one.Role == RoomRole.Agent)).Id;
    }

    static async Task LookAtAll(Inspection inspection, Rooms.Session session, string path, string name)
    {
        await inspection.Look(session.Principal, path, $"{name}-principal", "en-GB");
        await inspection.Look(session.Agent, path, $"{name}-agent", "zh-HK");
        await inspection.Look(session.Judge, path, $"{name}-judge");
    }
}

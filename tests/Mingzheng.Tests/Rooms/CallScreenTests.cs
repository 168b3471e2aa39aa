using Microsoft.Playwright;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Web;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>The pictures of a call on the screen of each person. The call itself is a stand-in; cameras and pages are real.</summary>
[Trait("kind", "browser")]
public sealed class CallScreenTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>Shows everybody the camera of the device, and keeps what the page asked for.</summary>
    const string StandInCall = """
        window.calls = [];
        export async function joinMedia({ local, place, onState }) {
          const stream = await navigator.mediaDevices.getUserMedia({ video: true });
          local.srcObject = stream;
          for (const { dataset } of document.querySelectorAll('[data-participant]')) {
            if (dataset.participant !== document.querySelector('[data-stage]').dataset.me) place(dataset.participant, stream).play();
          }
          onState('live');
          const call = { papers: [], onState, paper: async (shown) => { call.papers.push(shown); }, stop: () => onState('ended') };
          window.calls.push(call);
          return call;
        }
        """;

    static readonly string? Pictures = Environment.GetEnvironmentVariable("MINGZHENG_SCREENSHOTS");

    [Fact]
    public async Task AW_05_The_judge_sees_large_whose_paper_is_compared_and_the_camera_of_that_person_is_asked_for_more()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var session = scene.Session;
        await session.RunUntil("identity");
        var judge = await Join(session, session.Judge, 1280);
        var principal = await Join(session, session.Principal, 390);
        var large = judge.Locator("[data-stage] figure.large");

        await Assertions.Expect(large).ToContainTextAsync("委托人");
        await Assertions.Expect(principal.Locator("[data-stage] figure.large")).ToContainTextAsync("法官");
        await Assertions.Expect(principal.Locator("[data-stage] figure").Last).ToContainTextAsync("我");
        var box = (await large.BoundingBoxAsync())!;
        box.Width.ShouldBeGreaterThan(600);
        (await judge.Locator("[data-stage] figure").Last.BoundingBoxAsync())!.Width.ShouldBeLessThan(box.Width * 0.6f);
        (await large.Locator("video").EvaluateAsync<string>("video => getComputedStyle(video).objectFit")).ShouldBe("contain", "A paper is not cut off.");
        (await Papers(principal)).ShouldBe([true]);
        (await Papers(judge)).ShouldBeEmpty();
        await IsShownFullScreen(judge, large);
        await Keep(judge, "call-judge-1280");
        await Keep(principal, "call-principal-390");
        (await Inspection.Faults(judge)).ShouldBeEmpty();
        (await Inspection.Faults(principal)).ShouldBeEmpty();

        await session.ShowFace(session.Principal);
        await session.Media.Beat($"{session.RoomId:D}");
        await judge.Locator($"form[action^='{session.Room}/papers/'] button").ClickAsync();
        await Assertions.Expect(large).ToContainTextAsync("代理人");
        await principal.WaitForFunctionAsync("() => calls[0].papers.length === 2");
        (await Papers(principal)).ShouldBe([true, false]);
    }

    /// <summary>At a desk the place for the answer stands beside the picture, and nobody is sent back out of the call.</summary>
    [Fact]
    public async Task The_judge_writes_beside_the_picture_and_is_told_what_concerns_a_judge()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var session = scene.Session;
        await session.RunUntil("questions");
        var judge = await Join(session, session.Judge, 1280);
        var form = judge.Locator($"form[action='{session.Room}/answers']");

        var box = (await form.BoundingBoxAsync())!;
        (box.Y + box.Height).ShouldBeLessThan(860, "The form lies above the fold.");
        var said = await judge.Locator(".room-side").InnerTextAsync();
        said.ShouldNotContain("如实回答法官询问");
        said.ShouldNotContain("请直接告诉法官");
        said.ShouldContain("有无他人在旁提示");
        (await session.Principal.Get(session.Room)).Readable.ShouldContain("如实回答法官询问");
        await Keep(judge, "call-questions-1280");
        await form.Locator("button").ClickAsync();
        var refusal = await form.Locator("[data-refusal]").InnerTextAsync();
        refusal.ShouldContain("请直接更正后再提交");
        refusal.ShouldNotContain("返回上一页");
        await Keep(judge, "call-refused-1280");
    }

    [Fact]
    public async Task A_window_that_another_one_replaced_says_so_shuts_its_forms_and_takes_the_call_back_when_asked()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var session = scene.Session;
        await session.RunUntil("notice");
        var page = await Join(session, session.Principal, 390);
        var acknowledge = page.Locator($"form[action='{session.Room}/acknowledgements'] button");
        await Assertions.Expect(acknowledge).ToBeVisibleAsync();

        await page.EvaluateAsync("() => calls[0].onState('ended', 'Replaced')");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("您已在另一个窗口打开见证室");
        await Assertions.Expect(acknowledge).ToBeHiddenAsync();
        await session.Press(session.Agent, $"{session.Room}/acknowledgements");
        await Assertions.Expect(page.Locator("#room-panel .people li", new() { HasText = "代理人" })).ToHaveCountAsync(0);
        await Assertions.Expect(acknowledge).ToBeHiddenAsync();
        await Keep(page, "call-elsewhere-390");
        (await Inspection.Faults(page)).ShouldBeEmpty();

        await page.GetByRole(AriaRole.Button, new() { Name = "在这里继续" }).ClickAsync();
        await page.WaitForFunctionAsync("() => calls.length === 2");
        await Assertions.Expect(acknowledge).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-line]")).ToHaveAttributeAsync("data-state", "live");
    }

    /// <summary>Whoever asked sees it done, and has no form left in which the same words wait for a second press.</summary>
    [Fact]
    public async Task CPL_150_A_request_for_correction_is_shown_to_all_and_leaves_its_form_empty_and_shut()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var session = scene.Session;
        await session.RunUntil("record");
        await session.DraftRecord();
        var judge = await Join(session, session.Judge, 1280);
        var principal = await Join(session, session.Principal, 390);
        var folded = principal.Locator($"details:has(form[action='{session.Room}/record/corrections'])");
        await folded.Locator("summary").ClickAsync();
        await folded.Locator("textarea").FillAsync("第五问漏记年份。");
        await folded.Locator("button").ClickAsync();

        foreach (var page in new[] { principal, judge })
        {
            await Assertions.Expect(page.Locator("#room-panel [role=alert] .notice")).ToContainTextAsync("陳大文 核对第 1 版后申请补正：第五问漏记年份。");
        }

        await Assertions.Expect(folded.Locator("textarea")).ToHaveValueAsync("");
        await Assertions.Expect(folded.Locator("textarea")).ToBeHiddenAsync();
        await Keep(principal, "call-corrected-390");
        (await Inspection.Faults(principal)).ShouldBeEmpty();
        (await Inspection.Faults(judge)).ShouldBeEmpty();
    }

    async Task<IPage> Join(Session session, Visitor visitor, int width)
    {
        var page = await new Inspection(browser, session.Court).Open(visitor, "/health/live");
        await page.SetViewportSizeAsync(width, 860);
        await page.RouteAsync("**/js/media.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = StandInCall }));
        await page.GotoAsync(new Uri(session.Court.Address, session.Room).ToString());
        await page.WaitForFunctionAsync("() => window.calls?.length === 1");
        await Assertions.Expect(page.Locator("[data-stage] figure.seen")).ToHaveCountAsync(3);
        return page;
    }

    static async Task IsShownFullScreen(IPage page, ILocator figure)
    {
        var button = figure.GetByRole(AriaRole.Button, new() { NameRegex = new("全屏显示") });
        await button.ClickAsync();
        await page.WaitForFunctionAsync("() => document.fullscreenElement?.matches('figure.large')");
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        await button.ClickAsync();
        await page.WaitForFunctionAsync("() => !document.fullscreenElement");
    }

    static Task<bool[]> Papers(IPage page) => page.EvaluateAsync<bool[]>("() => calls[0].papers");

    static async Task Keep(IPage page, string name)
    {
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}.png"), FullPage = true });
        }
    }
}

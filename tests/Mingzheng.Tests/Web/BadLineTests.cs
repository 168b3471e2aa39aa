using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Playwright;
using Mingzheng.Base;
using Mingzheng.Web;
using Mingzheng.Web.Pages;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

/// <summary>A form over a bad line is sent once, however often it travels, and what was typed is never lost.</summary>
[Trait("kind", "browser")]
public sealed class BadLineTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    readonly ConcurrentQueue<string> acts = new();
    Func<IResult> answer = () => new SeeOther("/done");
    IFormCollection? filled;
    WebHost host = null!;

    public async Task InitializeAsync() => host = await WebHost.Start(app =>
    {
        app.MapGet("/form", () => new RazorComponentResult<SampleForm>());
        app.MapGet("/done", () => new RazorComponentResult<SampleForm>(new { Heading = "已收到" }));
        app.MapPost("/form", async (HttpRequest request) =>
        {
            filled = await request.ReadFormAsync();
            acts.Enqueue(filled["act"].ToString());
            return answer();
        });
    });

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_form_is_sent_again_with_the_same_act_until_an_answer_comes()
    {
        var page = await browser.Open(new Uri(host.Address, "form"));
        var cuts = 2;
        await page.RouteAsync("**/form", route => cuts-- > 0 ? route.AbortAsync() : route.ContinueAsync());
        await page.GetByLabel("姓名").FillAsync("陳示例");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("已收到");
        acts.Count.ShouldBe(1);
        new Uri(page.Url).AbsolutePath.ShouldBe("/done");
        cuts.ShouldBeLessThan(0);
    }

    /// <summary>The court did the act but its answer was lost: the same id travels again, so nothing is done twice.</summary>
    [Fact]
    public async Task An_answer_that_is_lost_is_asked_for_with_the_same_act()
    {
        var page = await browser.Open(new Uri(host.Address, "form"));
        var lost = false;
        await page.RouteAsync("**/form", async route =>
        {
            if (lost)
            {
                await route.ContinueAsync();
                return;
            }

            lost = true;
            await route.FetchAsync(new() { MaxRedirects = 0 });
            await route.AbortAsync();
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("已收到");
        acts.Count.ShouldBe(2);
        acts.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_dead_line_keeps_what_was_typed_and_says_so()
    {
        var page = await browser.Open(new Uri(host.Address, "form"));
        await page.RouteAsync("**/form", route => route.AbortAsync());
        await page.GetByLabel("姓名").FillAsync("陳示例");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Assertions.Expect(page.GetByText("未能提交")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        (await page.GetByLabel("姓名").InputValueAsync()).ShouldBe("陳示例");
    }

    /// <summary>The court may have done what was sent; what is changed and sent again is something else, and has an id of its own.</summary>
    [Fact]
    public async Task A_form_that_is_changed_after_its_answer_was_lost_is_another_act()
    {
        var page = await browser.Open(new Uri(host.Address, "form"));
        var dead = true;
        await page.RouteAsync("**/form", async route =>
        {
            await route.FetchAsync(new() { MaxRedirects = 0 });
            await (dead ? route.AbortAsync() : route.ContinueAsync());
        });
        await page.GetByLabel("姓名").FillAsync("陳示例");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Assertions.Expect(page.GetByText("未能提交")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        var lost = acts.Distinct().Single();
        dead = false;
        await page.GetByLabel("姓名").FillAsync("陳示例二");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("已收到");
        acts.Last().ShouldNotBe(lost);
        Guid.Parse(acts.Last()).Version.ShouldBe(7);
    }

    [Fact]
    public async Task A_half_filled_form_survives_a_reload_and_is_forgotten_when_sent()
    {
        var page = await browser.Open(new Uri(host.Address, "form"));
        await page.GetByLabel("姓名").FillAsync("陳示例");
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("姓名")).ToHaveValueAsync("陳示例");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("已收到");
        await page.GotoAsync(new Uri(host.Address, "form").ToString());
        await Assertions.Expect(page.GetByLabel("姓名")).ToHaveValueAsync("");
    }

    /// <summary>With what is wrong with it, or with what a file said: the form is not done with, and a reload takes nothing away.</summary>
    [Theory]
    [InlineData(422)]
    [InlineData(200)]
    public async Task A_form_that_is_drawn_again_survives_a_reload_until_the_court_has_it(int status)
    {
        answer = () => Again(status);
        var page = await browser.Open(new Uri(host.Address, "form"));
        await page.GetByLabel("姓名").FillAsync("陳示例");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("再填");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("填写");
        await Assertions.Expect(page.GetByLabel("姓名")).ToHaveValueAsync("陳示例");

        answer = () => new SeeOther("/done");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("已收到");
        await page.GotoAsync(new Uri(host.Address, "form").ToString());
        await Assertions.Expect(page.GetByLabel("姓名")).ToHaveValueAsync("");
    }

    /// <summary>Typed and sent before the scripts had come: the answer is a page of its own, and holds all that was typed.</summary>
    [Fact]
    public async Task What_comes_back_in_a_page_of_its_own_survives_too()
    {
        answer = () => Again(422);
        var page = await browser.Open(new Uri(host.Address, "form"));
        await page.Locator("form[data-draft]").EvaluateAsync("form => { form.elements.name.value = '陳示例'; form.submit(); }");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("再填");
        await page.WaitForFunctionAsync("() => Object.keys(sessionStorage).length > 0");
        await page.GotoAsync(new Uri(host.Address, "form").ToString());
        await Assertions.Expect(page.GetByLabel("姓名")).ToHaveValueAsync("陳示例");
    }

    RazorComponentResult<SampleForm> Again(int status) => new(new
    {
        Heading = "再填", Errors = status == 200 ? null : new FormErrors().Add("name", new Refusal("BAD_REQUEST")), Filled = filled,
    }) { StatusCode = status };

    [Fact]
    public async Task A_refusal_stands_beside_the_form_and_nothing_typed_is_lost()
    {
        answer = () => throw new RefusedException(new Refusal("TOO_OFTEN") { Status = 429 });
        var page = await browser.Open(new Uri(host.Address, "form"));
        await page.GetByLabel("姓名").FillAsync("陳示例");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Assertions.Expect(page.Locator("form [data-refusal=TOO_OFTEN]")).ToBeFocusedAsync();
        (await page.GetByLabel("姓名").InputValueAsync()).ShouldBe("陳示例");
        (await Browser.Faults(page)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Mistakes_are_listed_and_the_list_has_the_focus()
    {
        answer = () => new RazorComponentResult<SampleForm>(new { Errors = new FormErrors().Add("name", new Refusal("BAD_REQUEST")) }) { StatusCode = 422 };
        var page = await browser.Open(new Uri(host.Address, "form"));
        await page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-error-summary]")).ToBeFocusedAsync();
        await page.Locator("[data-error-summary] a").ClickAsync();
        await Assertions.Expect(page.GetByLabel("姓名")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Without_scripts_the_same_form_is_a_plain_post()
    {
        var page = await browser.Open(new Uri(host.Address, "form"), scripts: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "提交" }).ClickAsync();
        new Uri(page.Url).AbsolutePath.ShouldBe("/done");
        Guid.Parse(acts.Single()).Version.ShouldBe(7);
    }
}

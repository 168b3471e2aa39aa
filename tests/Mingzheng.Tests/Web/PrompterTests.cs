using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Playwright;
using Mingzheng.Base;
using Mingzheng.Web.Components;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

/// <summary>Every clause is ended on the court's clock, in order, over any line; it begins where the one before ended.</summary>
[Trait("kind", "browser")]
public sealed class PrompterTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    static readonly string[] Clauses = ["第一条。", "第二条。", "第三条。"];

    readonly ConcurrentQueue<(string Clause, string Act)> marks = new();
    WebHost host = null!;
    bool textChanged;

    public async Task InitializeAsync() => host = await WebHost.Start(app =>
    {
        app.MapGet("/reading", () => new RazorComponentResult<SamplePage>(new
        {
            Part = typeof(Prompter),
            With = new Dictionary<string, object>
            {
                ["Clauses"] = Clauses, ["MarksUrl"] = "/reading/marks",
                ["ChildContent"] = (RenderFragment)(content => content.AddMarkupContent(0, "<button id=\"finish\" class=\"button\">确认</button>")),
            },
        }));
        app.MapPost("/reading/marks", async (HttpRequest request) =>
        {
            Refuse.If(textChanged ? new Refusal("BAD_REQUEST", "V-4") { Status = 409 } : null);
            var form = await request.ReadFormAsync();
            marks.Enqueue((form["clause"].ToString(), form["act"].ToString()));
            return Results.NoContent();
        });
    });

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [Fact]
    public async Task Each_clause_is_marked_once_when_it_ends()
    {
        var page = await browser.Open(new Uri(host.Address, "reading"));
        await Assertions.Expect(page.Locator("#finish")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "开始朗读" }).ClickAsync();
        await Assertions.Expect(page.Locator(".now")).ToHaveTextAsync("第一条。");
        await page.GetByRole(AriaRole.Button, new() { Name = "读完，下一条" }).ClickAsync();
        await Assertions.Expect(page.Locator(".now.begun")).ToHaveTextAsync("第二条。");
        await page.GetByRole(AriaRole.Button, new() { Name = "读完，下一条" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "全部读完" }).ClickAsync();
        await Assertions.Expect(page.Locator("#finish")).ToBeFocusedAsync();
        marks.Select(mark => mark.Clause).ShouldBe(["1", "2", "3"]);
        marks.Select(mark => mark.Act).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_mark_that_was_refused_says_why_and_the_clause_can_be_marked_again()
    {
        textChanged = true;
        var page = await browser.Open(new Uri(host.Address, "reading"));
        await page.GetByRole(AriaRole.Button, new() { Name = "开始朗读" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "读完，下一条" }).ClickAsync();
        await Assertions.Expect(page.GetByText("提交的内容不完整或格式不正确。")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".now.begun")).ToHaveTextAsync("第一条。");
        textChanged = false;
        await page.GetByRole(AriaRole.Button, new() { Name = "读完，下一条" }).ClickAsync();
        await Assertions.Expect(page.Locator(".now.begun")).ToHaveTextAsync("第二条。");
        await Assertions.Expect(page.Locator("[data-prompter-trouble]")).ToBeHiddenAsync();
        marks.Select(mark => mark.Clause).ShouldBe(["1"]);
        (await Browser.Faults(page)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_scripts_the_whole_text_stands_there()
    {
        var page = await browser.Open(new Uri(host.Address, "reading"), scripts: false);
        await Assertions.Expect(page.GetByText("第三条。")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "本条已读完" })).ToBeVisibleAsync();
    }
}

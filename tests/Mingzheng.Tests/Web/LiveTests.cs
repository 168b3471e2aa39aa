using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Playwright;
using Mingzheng.Web.Components;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

/// <summary>A live part follows the journal, resumes after a break, and never takes typed text away.</summary>
[Trait("kind", "browser")]
public sealed class LiveTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    readonly List<string> cursors = [];
    volatile int entries;
    volatile string kind = "room.admitted";
    volatile int asked;
    Func<int, IResult?> answerFirst = _ => null;
    TaskCompletionSource written = new();
    WebHost host = null!;

    string Fragment =>
        $"""
        <p id="count">{entries}</p>{Later}{Folded}<video id="picture" data-keep></video><form><input id="words" name="words" value="" /></form>
        <form id="press" method="post" action="/room" data-enhance><button>开始</button></form>
        """;

    /// <summary>What a part says that changes with the time alone.</summary>
    string Later => entries == 0 && LooksAgain ? "<p data-look-again='20'></p>" : "";

    bool LooksAgain { get; set; }

    /// <summary>The first of two goes when something is written.</summary>
    string Folded => string.Concat(new[] { "更改", "停止" }.Skip(entries).Append("其他")
        .Select(title => $"<details><summary>{title}</summary><p>{title}的表格</p></details>"));

    public async Task InitializeAsync() => host = await WebHost.Start(app =>
    {
        app.MapGet("/room", () => new RazorComponentResult<SamplePage>(new
        {
            Part = typeof(Live),
            With = new Dictionary<string, object>
            {
                ["Id"] = "part", ["Fragment"] = "/room/part", ["Events"] = "/room/events?room=1", ["After"] = "0", ["Quiet"] = "recording. act.refused",
                ["ChildContent"] = (RenderFragment)(content => content.AddMarkupContent(0, Fragment)),
            },
        }));
        app.MapGet("/room/part", () => answerFirst(++asked) ?? Results.Content(Fragment, "text/html; charset=utf-8"));
        app.MapGet("/room/events", Events);
    });

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [Fact]
    public async Task An_entry_changes_the_part_and_leaves_focus_and_typed_text()
    {
        var page = await browser.Open(new Uri(host.Address, "room"));
        await page.Locator("#words").FillAsync("正在输入");
        await page.EvaluateAsync("() => { document.querySelector('#picture').playing = 'yes'; }");
        Write();
        await Assertions.Expect(page.Locator("#count")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator("#words")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#words")).ToHaveValueAsync("正在输入");
        (await page.EvaluateAsync<string>("() => document.querySelector('#picture').playing")).ShouldBe("yes");
    }

    /// <summary>A form that stops the meeting must not unfold by itself where another one was open.</summary>
    [Fact]
    public async Task What_a_person_opened_stays_open_and_nothing_else_opens_in_its_place()
    {
        var page = await browser.Open(new Uri(host.Address, "room"));
        await page.GetByText("更改", new() { Exact = true }).ClickAsync();
        await page.GetByText("其他", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("更改的表格")).ToBeVisibleAsync();
        Write();
        await Assertions.Expect(page.Locator("#count")).ToHaveTextAsync("1");
        await Assertions.Expect(page.GetByText("更改的表格")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("停止的表格")).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByText("其他的表格")).ToBeVisibleAsync();
    }

    /// <summary>Who types, then scrolls to read on, has words in a field without focus; two redraws later they must still be there.</summary>
    [Fact]
    public async Task Typed_text_stays_through_entries_when_the_field_has_lost_the_focus()
    {
        var page = await browser.Open(new Uri(host.Address, "room"));
        await page.Locator("#words").FillAsync("写完了");
        await page.Locator("#words").BlurAsync();
        foreach (var count in new[] { "1", "2" })
        {
            Write();
            await Assertions.Expect(page.Locator("#count")).ToHaveTextAsync(count);
            await Assertions.Expect(page.Locator("#words")).ToHaveValueAsync("写完了");
        }
    }

    /// <summary>Entries come every second or two while a meeting is recorded: whoever was refused must have time to read why.</summary>
    [Fact]
    public async Task What_the_court_answered_to_a_press_stays_through_entries()
    {
        var page = await browser.Open(new Uri(host.Address, "room"));
        // It carries no token, so the court refuses it.
        await page.Locator("#press button").ClickAsync();
        await Assertions.Expect(page.Locator("#press [data-refusal]")).ToContainTextAsync("请返回上一页");
        foreach (var count in new[] { "1", "2" })
        {
            Write();
            await Assertions.Expect(page.Locator("#count")).ToHaveTextAsync(count);
            await Assertions.Expect(page.Locator("#press [data-refusal]")).ToContainTextAsync("请返回上一页");
        }
    }

    [Fact]
    public async Task After_a_break_it_goes_on_from_its_cursor()
    {
        var page = await browser.Open(new Uri(host.Address, "room"));
        Write();
        await Assertions.Expect(page.Locator("#count")).ToHaveTextAsync("1");
        Write();
        await Assertions.Expect(page.Locator("#count")).ToHaveTextAsync("2");
        lock (cursors)
        {
            cursors[0].ShouldBe("0");
            cursors[^1].ShouldNotBe("0");
        }
    }

    /// <summary>Attack: whoever posts what is refused, again and again, makes everybody's screen ask the court anew each time.</summary>
    [Theory]
    [InlineData("act.refused")]
    [InlineData("recording.sealed")]
    public async Task What_changes_nothing_draws_nothing(string quiet)
    {
        kind = quiet;
        var page = await browser.Open(new Uri(host.Address, "room"));
        await page.EvaluateAsync(
            """
            () => {
              let asks = 0;
              const real = fetch;
              window.fetch = (...all) => { asks++; return real(...all); };
              window.asksAtEntry = new Promise((seen) => {
                document.querySelector('#part').addEventListener('court:entry', () => setTimeout(() => seen(asks)), { once: true });
              });
            }
            """);
        Write();
        (await page.EvaluateAsync<int>("() => window.asksAtEntry")).ShouldBe(0);
    }

    /// <summary>A request that hangs, or a court that is busy, must not leave the screen standing still until somebody reloads it.</summary>
    [Fact]
    public async Task A_part_that_does_not_come_is_asked_for_again()
    {
        var page = await browser.Open(new Uri(host.Address, "room"));
        // One request follows the entry, a second the break of the line after it; no further entry comes.
        answerFirst = time => time <= 3 ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : null;
        Write();
        await Assertions.Expect(page.Locator("#count")).ToHaveTextAsync("1");
        asked.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task A_request_that_hangs_is_given_up_and_made_again()
    {
        var page = await browser.Open(new Uri(host.Address, "room"));
        await page.Clock.InstallAsync();
        await page.ReloadAsync();
        var hanging = new TaskCompletionSource();
        var first = true;
        await page.RouteAsync("**/room/part", async route =>
        {
            if (first)
            {
                first = false;
                hanging.SetResult();
                return;
            }

            await route.ContinueAsync();
        });
        Write();
        await hanging.Task;
        await page.Clock.FastForwardAsync(16_000);
        await page.Clock.FastForwardAsync(1_000);
        await Assertions.Expect(page.Locator("#count")).ToHaveTextAsync("1");
    }

    /// <summary>When the time of a meeting comes nothing is written; the part says itself when it has to be looked at again.</summary>
    [Fact]
    public async Task A_part_that_changes_with_the_time_is_looked_at_when_it_comes()
    {
        LooksAgain = true;
        var page = await browser.Open(new Uri(host.Address, "room"));
        await page.Clock.InstallAsync();
        // The part follows its stream when all else of it has begun.
        var begun = page.WaitForRequestAsync("**/room/events*");
        await page.ReloadAsync();
        await begun;
        var asking = page.WaitForRequestAsync("**/room/part");
        await page.Clock.FastForwardAsync(21_000);
        await asking;
    }

    void Write()
    {
        entries++;
        Interlocked.Exchange(ref written, new TaskCompletionSource()).SetResult();
    }

    /// <summary>Sends what is missing after the cursor, or waits for it; then breaks off, as a bad line does.</summary>
    async Task Events(HttpContext context, string after)
    {
        lock (cursors)
        {
            cursors.Add(after);
        }

        context.Response.ContentType = "text/event-stream";
        var written = this.written.Task;
        if (int.Parse(after, System.Globalization.CultureInfo.InvariantCulture) >= entries)
        {
            await context.Response.WriteAsync("event: hb\ndata: \n\n");
            await context.Response.Body.FlushAsync();
            await written.WaitAsync(context.RequestAborted);
        }

        await context.Response.WriteAsync($"event: entry\nid: {entries}\ndata: {{\"kind\":\"{kind}\"}}\n\n");
    }
}

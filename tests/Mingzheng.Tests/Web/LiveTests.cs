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
    TaskCompletionSource written = new();
    WebHost host = null!;

    string Fragment =>
        $"""
        <p id="count">{entries}</p><video id="picture" data-keep></video><form><input id="words" name="words" value="" /></form>
        <form id="press" method="post" action="/room" data-enhance><button>开始</button></form>
        """;

    public async Task InitializeAsync() => host = await WebHost.Start(app =>
    {
        app.MapGet("/room", () => new RazorComponentResult<SamplePage>(new
        {
            Part = typeof(Live),
            With = new Dictionary<string, object>
            {
                ["Id"] = "part", ["Fragment"] = "/room/part", ["Events"] = "/room/events?room=1", ["After"] = "0",
                ["ChildContent"] = (RenderFragment)(content => content.AddMarkupContent(0, Fragment)),
            },
        }));
        app.MapGet("/room/part", () => Results.Content(Fragment, "text/html; charset=utf-8"));
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

        await context.Response.WriteAsync($"event: entry\nid: {entries}\ndata: {{}}\n\n");
    }
}

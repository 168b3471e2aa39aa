using Microsoft.Playwright;

namespace Mingzheng.Demo;

/// <summary>The three people of a witnessing, each in a browser of their own; the principal's is a phone.</summary>
public sealed class Cast : IAsyncDisposable
{
    readonly IPlaywright playwright;
    readonly Browser[] browsers;

    Cast(IPlaywright playwright, Browser[] browsers, Actor[] people)
    {
        this.playwright = playwright;
        this.browsers = browsers;
        (Principal, Lawyer, Judge) = (people[0], people[1], people[2]);
    }

    public Actor Principal { get; }

    public Actor Lawyer { get; }

    public Actor Judge { get; }

    public IReadOnlyList<Actor> Everyone => [Principal, Lawyer, Judge];

    /// <inheritdoc cref="Browser.ScriptFaults"/>
    public IReadOnlyList<string> ScriptFaults => [.. browsers.SelectMany(browser => browser.ScriptFaults)];

    public static async Task<Cast> Enter(LocalCourt court, DemoOptions options, Voice voice)
    {
        Assertions.SetDefaultExpectTimeout(120_000);
        var playwright = await Playwright.CreateAsync();
        var browsers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Browser.Launch(playwright)));
        var people = await Task.WhenAll(
            Actor.Enter(options.Principal, browsers[0].Open(court.Address, options.Language, phone: true), voice),
            Actor.Enter("李示例", browsers[1].Open(court.Address, "zh-CN", phone: false), voice),
            Actor.Enter("郑明示", browsers[2].Open(court.Address, "zh-CN", phone: false), voice));
        return new Cast(playwright, browsers, people);
    }

    /// <summary>What stands on the three screens, for whoever wants to know why something stopped.</summary>
    public async Task Photograph(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (who, page) in new[] { ("principal", Principal.Page), ("lawyer", Lawyer.Page), ("judge", Judge.Page) })
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{who}.png"), FullPage = true });
            await File.WriteAllTextAsync(Path.Combine(folder, $"{who}.html"), await page.ContentAsync());
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers)
        {
            await browser.DisposeAsync();
        }

        playwright.Dispose();
    }
}

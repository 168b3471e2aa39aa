using Microsoft.Playwright;
using Mingzheng.Tests.Hosting;

namespace Mingzheng.Tests.Web;

/// <summary>
/// Looks at pages of a running court as a visitor sees them, on a phone in light and on a desk in dark: nothing for axe to find, every target can be hit, nothing is
/// wider than the screen. With MINGZHENG_SCREENSHOTS=FOLDER a picture of each stays there for people to look at.
/// </summary>
public sealed class Inspection(Browser browser, CourtHost court)
{
    static readonly (int Width, int Height, ColorScheme Scheme)[] Looks =
        [(390, 844, ColorScheme.Light), (1280, 860, ColorScheme.Dark)];

    readonly List<string> faults = [];

    static readonly string? Pictures = Environment.GetEnvironmentVariable("MINGZHENG_SCREENSHOTS");

    /// <summary>Everything found so far: what, where, at which size.</summary>
    public IReadOnlyList<string> Found => faults;

    /// <param name="name">Names the pictures and the failures: what is seen, and by whom.</param>
    public async Task Look(Visitor visitor, string path, string name, string locale = "zh-CN")
    {
        var page = await Open(visitor, path, locale);
        if (new Uri(page.Url).AbsolutePath != path.Split('?')[0])
        {
            faults.Add($"{name}: came to {page.Url} instead of {path}");
        }

        foreach (var (width, height, scheme) in Looks)
        {
            await page.SetViewportSizeAsync(width, height);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Keep(page, $"{name}-{width}-{scheme}.png");
            faults.AddRange((await Faults(page)).Select(fault => $"{name}, {width} px, {scheme}: {fault}"));
        }

        await page.Context.CloseAsync();
    }

    public async Task<IPage> Open(Visitor visitor, string path, string locale = "zh-CN")
    {
        var page = await browser.Open(new Uri(court.Address, "/health/live"), locale: locale);
        await page.Context.AddCookiesAsync(visitor.Cookies.GetAllCookies().Select(cookie =>
            new Cookie { Name = cookie.Name, Value = cookie.Value, Url = court.Address.ToString() }));
        await page.GotoAsync(new Uri(court.Address, path).ToString());
        return page;
    }

    /// <summary>What a person would stumble over on the page as it is now.</summary>
    public static async Task<IReadOnlyList<string>> Faults(IPage page)
    {
        // Words may stand on a page before its style sheet has come.
        await page.WaitForLoadStateAsync(LoadState.Load);
        var tooWide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        return
        [
            .. await Browser.Faults(page),
            .. (await Browser.SmallTargets(page)).Select(target => $"small target: {target}"),
            .. tooWide > 0 ? [$"{tooWide} px wider than the screen"] : Array.Empty<string>(),
        ];
    }

    static async Task Keep(IPage page, string name)
    {
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name), FullPage = true });
        }
    }
}

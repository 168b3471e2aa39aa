using Microsoft.Playwright;
using Mingzheng.Tests.Hosting;

namespace Mingzheng.Tests.Web;

/// <summary>
/// Looks at pages of a running court as a visitor sees them, in turns on a phone in light and a desk in dark, and the other way round: nothing for axe to find, every
/// target can be hit, nothing is wider than the screen. With MINGZHENG_SCREENSHOTS=FOLDER a picture of each stays there for people to look at.
/// </summary>
public sealed class Inspection(Browser browser, CourtHost court)
{
    static readonly (int Width, int Height)[] Sizes = [(390, 844), (1280, 860)];

    readonly List<string> faults = [];
    ColorScheme first = ColorScheme.Dark;

    static readonly string? Pictures = Environment.GetEnvironmentVariable("MINGZHENG_SCREENSHOTS");

    /// <summary>Everything found so far: what, where, at which size.</summary>
    public IReadOnlyList<string> Found => faults;

    /// <param name="name">Names the pictures and the failures: what is seen, and by whom.</param>
    /// <param name="form">Action of a form that is sent as it stands; its page with what is wrong is looked at. Up to its query, when it has one.</param>
    public async Task Look(Visitor visitor, string path, string name, string locale = "zh-CN", string? form = null)
    {
        var page = await Open(visitor, path, locale);
        if (new Uri(page.Url).AbsolutePath != path.Split('?')[0])
        {
            faults.Add($"{name}: came to {page.Url} instead of {path}");
        }

        if (form is not null)
        {
            await SendWithErrors(page, form);
        }

        first = first == ColorScheme.Light ? ColorScheme.Dark : ColorScheme.Light;
        foreach (var (width, height) in Sizes)
        {
            var scheme = width == Sizes[0].Width ? first : first == ColorScheme.Light ? ColorScheme.Dark : ColorScheme.Light;
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

    /// <summary>Past what the browser itself would ask for, as on one that does not ask.</summary>
    static async Task SendWithErrors(IPage page, string form)
    {
        await page.Locator($"form[action{(form.EndsWith('?') ? "^" : "")}='{form}']").First.EvaluateAsync(
            "form => { form.noValidate = true; form.requestSubmit(form.querySelector('button.primary') ?? form.querySelector('button')); }");
        await page.Locator("a[href^='#field-']").First.WaitForAsync();
    }

    static async Task Keep(IPage page, string name)
    {
        if (Pictures is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name), FullPage = true });
        }
    }
}

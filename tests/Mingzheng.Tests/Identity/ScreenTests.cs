using Microsoft.Playwright;
using Mingzheng.Development;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Web;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Identity;

/// <summary>The screens before and around a witnessing, in a real browser (WCAG 2.2 AA).</summary>
[Trait("kind", "browser")]
public sealed class ScreenTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(1280, 860, ColorScheme.Light)]
    [InlineData(1280, 860, ColorScheme.Dark)]
    public async Task Axe_finds_nothing_on_any_screen(int width, int height, ColorScheme scheme)
    {
        await using var court = await CourtHost.Start();
        using var stranger = court.Visitor();
        await stranger.AskForCode("chan@mail.example");
        using var principal = await court.SignIn("HKP");
        await IdentityCheckTests.Claim(principal, "A123456(3)");
        var steps = new List<(Visitor, string)>
        {
            (stranger, "/"), (stranger, "/sign-in"), (stranger, "/sign-in/code"), (stranger, "/sign-in/name"), (principal, "/desk"),
            (principal, "/me/identity"), (principal, "/me/identity/face"), (principal, "/me/lawyer"),
            (principal, $"/cases/{NamedId.Of("case"):D}"), (principal, "/development"),
        };
        foreach (var (visitor, path) in steps)
        {
            await Check(court, visitor, path, width, height, scheme);
        }
    }

    /// <summary>The whole way with the invented camera of the browser: claim, picture, confirmation.</summary>
    [Fact]
    public async Task A_face_from_the_camera_confirms_the_claim()
    {
        await using var court = await CourtHost.Start();
        using var principal = await court.SignIn("HKP");
        await IdentityCheckTests.Claim(principal, "A123456(3)");
        var page = await Open(court, principal, "/me/identity/face?to=/me/lawyer", 390, 844, ColorScheme.Light);

        await page.Locator("[data-camera-start]").ClickAsync();
        await page.Locator("[data-camera-take]").ClickAsync();

        await page.WaitForURLAsync("**/me/lawyer");
    }

    async Task Check(CourtHost court, Visitor visitor, string path, int width, int height, ColorScheme scheme)
    {
        var page = await Open(court, visitor, path, width, height, scheme);
        new Uri(page.Url).AbsolutePath.ShouldBe(path);
        (await Browser.Faults(page)).ShouldBeEmpty(path);
        (await Browser.SmallTargets(page)).ShouldBeEmpty(path);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, path);
        await page.Context.CloseAsync();
    }

    async Task<IPage> Open(CourtHost court, Visitor visitor, string path, int width, int height, ColorScheme scheme)
    {
        var page = await browser.Open(new Uri(court.Address, "/health/live"), width, height, scheme);
        await page.Context.AddCookiesAsync(visitor.Cookies.GetAllCookies().Select(cookie => Copy(court, cookie)));
        await page.GotoAsync(new Uri(court.Address, path).ToString());
        return page;
    }

    static Microsoft.Playwright.Cookie Copy(CourtHost court, System.Net.Cookie cookie) =>
        new() { Name = cookie.Name, Value = cookie.Value, Url = court.Address.ToString() };
}

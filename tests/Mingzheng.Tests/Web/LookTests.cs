using System.Reflection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

/// <summary>Every component in every state, at phone and desktop size, in light and dark (WCAG 2.2 AA).</summary>
[Trait("kind", "browser")]
public sealed class LookTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    WebHost host = null!;

    public async Task InitializeAsync() => host = await WebHost.Start();

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    public static TheoryData<string, int, int, ColorScheme> Looks()
    {
        var looks = new TheoryData<string, int, int, ColorScheme>();
        foreach (var path in new[] { "development/look", "development/look/room", "development/look/refusal", "development/look/fault", "nowhere" })
        {
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                looks.Add(path, 390, 844, scheme);
                looks.Add(path, 1280, 860, scheme);
            }
        }

        return looks;
    }

    [Theory]
    [MemberData(nameof(Looks))]
    [LooksAt("/development/look", "/development/look/room", "/development/look/refusal", "/development/look/fault")]
    public async Task Axe_finds_nothing_and_every_target_can_be_hit(string path, int width, int height, ColorScheme scheme)
    {
        var page = await browser.Open(new Uri(host.Address, path), width, height, scheme);
        (await Browser.Faults(page)).ShouldBeEmpty();
        (await Browser.SmallTargets(page)).ShouldBeEmpty();
    }

    [Fact]
    public void Axe_looks_where_it_says() => typeof(LookTests).GetMethod(nameof(Axe_finds_nothing_and_every_target_can_be_hit))!
        .GetCustomAttribute<LooksAtAttribute>()!.Pages.ShouldBeSubsetOf(Looks().Select(look => $"/{look[0]}"));

    [Theory]
    [InlineData("development/look")]
    [InlineData("development/look/room")]
    public async Task A_page_fits_a_screen_of_320_px(string path)
    {
        var page = await browser.Open(new Uri(host.Address, path), 320, 640);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
    }

    /// <summary>The check itself: a picture without words and grey on white must be found.</summary>
    [Fact]
    public async Task Axe_finds_a_fault_that_was_put_there()
    {
        var page = await browser.Open(new Uri(host.Address, "development/look"));
        await page.EvaluateAsync("() => { document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/icon.svg\">'); }");
        (await Browser.Faults(page)).ShouldContain(fault => fault.StartsWith("image-alt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_scripts_menus_open_and_the_language_can_be_chosen()
    {
        var page = await browser.Open(new Uri(host.Address, "development/look"), scripts: false);
        await page.Locator("summary", new() { HasText = "语言" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "繁體中文" }).ClickAsync();
        (await page.Locator("html").GetAttributeAsync("lang")).ShouldBe("zh-Hant");
        new Uri(page.Url).AbsolutePath.ShouldBe("/development/look");
    }

    [Fact]
    public async Task The_devices_own_time_stands_beside_Beijing_time()
    {
        var page = await browser.Open(new Uri(host.Address, "development/look"), zone: "Asia/Dubai", locale: "en-GB");
        var clock = page.Locator(".foot .both-clocks");
        (await clock.InnerTextAsync()).ShouldContain("Your time (UTC+4)");
        (await page.Context.CookiesAsync()).ShouldContain(cookie => cookie.Name == "zone" && Uri.UnescapeDataString(cookie.Value) == "Asia/Dubai");
    }

    /// <summary>Rules for time zones change, and a device may know newer ones than the court: the page goes by one of them.</summary>
    [Fact]
    public async Task What_the_court_wrote_of_another_zone_is_written_anew_by_the_rules_of_the_device()
    {
        var page = await browser.Open(new Uri(host.Address, "development/look"), zone: "Asia/Dubai", locale: "en-GB");

        var (zoned, own) = (await Rewritten("[data-zone='America/Vancouver']"), await Rewritten(":not([data-zone])"));

        zoned.ShouldStartWith("Your time (UTC−");
        own.ShouldStartWith("Your time (UTC+4)");

        Task<string> Rewritten(string which) => page.EvaluateAsync<string>("""
            async (which) => {
              const clock = document.querySelector(`[data-own-clock]${which}`);
              clock.textContent = 'Your time (UTC+99) by old rules';
              (await import('/js/clocks.js')).showClocks();
              return clock.textContent;
            }
            """, which);
    }
}

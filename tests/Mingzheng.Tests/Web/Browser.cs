using System.Collections.Concurrent;
using Microsoft.Playwright;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

/// <summary>Debian's Chromium, with an invented camera, for the tests of one class.</summary>
public sealed class Browser : IAsyncLifetime
{
    static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--no-first-run", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
    ];

    readonly ConcurrentQueue<string> scriptFaults = new();
    IPlaywright playwright = null!;
    IBrowser browser = null!;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });
    }

    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        scriptFaults.ShouldBeEmpty("A script failed in a page that looked well.");
    }

    public async Task<IPage> Open(
        Uri address, int width = 390, int height = 844, ColorScheme scheme = ColorScheme.Light, bool scripts = true, string locale = "zh-CN", string zone = "Asia/Hong_Kong")
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            JavaScriptEnabled = scripts,
            Locale = locale,
            TimezoneId = zone,
            // The checker is put into the page from outside.
            BypassCSP = true,
        });
        var page = await context.NewPageAsync();
        page.PageError += (_, fault) =>
        {
            if (!Demo.Browser.IsBrowsersOwn(fault))
            {
                scriptFaults.Enqueue($"{page.Url}: {fault}");
            }
        };
        await page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>What axe-core finds on the page: rule, and the elements that break it.</summary>
    public static async Task<IReadOnlyList<string>> Faults(IPage page)
    {
        var checker = Checkout.File("tests/browser/node_modules/axe-core/axe.min.js");
        if (!File.Exists(checker))
        {
            throw new FileNotFoundException("Run npm ci in tests/browser first.", checker);
        }

        LooksAtAttribute.Note(page.Url);
        await page.AddScriptTagAsync(new() { Path = checker });
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document)).violations
                .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)}`))
            """);
    }

    /// <summary>Targets under 44 px. A label that holds its control is the target.</summary>
    public static Task<string[]> SmallTargets(IPage page) => page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary, label.option')]
            .filter((target) => !target.closest('.skip') && !(target.matches('input') && target.closest('label.option, .file-drop')))
            .filter((target) => { const { width, height } = target.getBoundingClientRect(); return width && height && (width < 44 || height < 44); })
            .map((target) => target.outerHTML.slice(0, 120))
        """);
}

using System.Security.Cryptography;
using Microsoft.Playwright;
using Mingzheng.Base.Database;
using Mingzheng.Proof.Packages;
using Mingzheng.Tests.Proof;
using Mingzheng.Tests.Web;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Verification;

/// <summary>The public check in a real browser: a stranger on a phone, without scripts, or reading English on a desk.</summary>
[Trait("kind", "browser")]
[Collection(FinishedSessionTests.Name)]
public sealed class VerifyLookTests(FinishedSessions sessions, Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(390, ColorScheme.Light, "zh-CN")]
    [InlineData(390, ColorScheme.Dark, "zh-HK")]
    [InlineData(1280, ColorScheme.Light, "en-GB")]
    [InlineData(1280, ColorScheme.Dark, "zh-CN")]
    [LooksAt("/verify")]
    public async Task Axe_finds_nothing_on_any_result_and_every_target_can_be_hit(int width, ColorScheme scheme, string locale)
    {
        var session = await sessions.On(DatabaseKind.Sqlite);
        var pdf = await session.Pdf("power-of-attorney");
        using var folder = new TemporaryFolder();
        folder.Write("genuine.pdf", pdf);
        folder.Write("changed.pdf", [.. pdf, .. "1 0 obj\n<</Type/Catalog>>\nendobj\n"u8]);
        folder.Write("package.zip", await session.Package());

        var page = await browser.Open(new Uri(session.Court.Address, "verify"), width, 844, scheme, locale: locale);
        (await Inspection.Faults(page)).ShouldBeEmpty();
        await page.GotoAsync(new Uri(session.Court.Address, "verify?code=AAAA").ToString());
        (await Inspection.Faults(page)).ShouldBeEmpty();
        await page.GotoAsync(new Uri(session.Court.Address, $"verify?code={await session.Code()}").ToString());
        (await Inspection.Faults(page)).ShouldBeEmpty();
        foreach (var file in new[] { "genuine.pdf", "changed.pdf", "package.zip" })
        {
            await Send(page, folder[file]);
            (await Inspection.Faults(page)).ShouldBeEmpty();
        }

        LooksAtAttribute.ShouldBeKept(this);
    }

    /// <summary>A reason is a sentence; the column of the labels holds a word.</summary>
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en-GB")]
    public async Task On_a_phone_each_reason_stands_below_its_finding_and_nothing_leaves_its_card(string locale)
    {
        var session = await sessions.On(DatabaseKind.Sqlite);
        using var folder = new TemporaryFolder();
        folder.Write("changed.zip", PackageTests.Changed(await session.Package(), PackagePath.Checkpoint));
        var page = await browser.Open(new Uri(session.Court.Address, "verify"), locale: locale);

        await Send(page, folder["changed.zip"]);

        (await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.table tr')].flatMap((row) => {
              const card = row.getBoundingClientRect();
              const [state, reason] = ['.state', '.hint'].map((part) => row.querySelector(part)?.getBoundingClientRect());
              return !state || (reason.left === state.left && reason.top >= state.bottom && state.right <= card.right && reason.right <= card.right) ? [] : [row.innerText];
            })
            """)).ShouldBeEmpty();
        if (Environment.GetEnvironmentVariable("MINGZHENG_SCREENSHOTS") is { } pictures)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"package-changed-{locale}.png"), FullPage = true });
        }
    }

    [Fact]
    public async Task Without_scripts_a_file_is_checked_all_the_same()
    {
        var session = await sessions.On(DatabaseKind.Sqlite);
        using var folder = new TemporaryFolder();
        folder.Write("record.pdf", await session.Pdf("record"));
        var page = await browser.Open(new Uri(session.Court.Address, "verify"), 320, 640, scripts: false);

        await Send(page, folder["record.pdf"]);

        (await page.Locator(".notice.done").InnerTextAsync()).ShouldContain("真实、完整");
    }

    static async Task Send(IPage page, string file)
    {
        await page.Locator("input[type=file]").SetInputFilesAsync(file);
        await page.Locator("form[method=post][action='/verify'] button").ClickAsync();
        var digest = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)));
        await Assertions.Expect(page.Locator(".facts .digest").First).ToHaveTextAsync(digest);
    }
}

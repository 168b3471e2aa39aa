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
    [Fact]
    [LooksAt("/", "/sign-in", "/sign-in/code", "/sign-in/name", "/desk", "/me/identity", "/me/identity/face", "/me/lawyer", "/cases/{}", "/development")]
    public async Task Axe_finds_nothing_on_any_screen()
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
        var inspection = new Inspection(browser, court);
        foreach (var (visitor, path) in steps)
        {
            await inspection.Look(visitor, path, $"before{path.Replace('/', '-')}");
        }

        inspection.Found.ShouldBeEmpty();
        LooksAtAttribute.ShouldBeKept(this);
    }

    [Fact]
    public async Task Axe_finds_nothing_on_forms_that_say_what_is_wrong_and_on_the_clerks_screens()
    {
        await using var court = await CourtHost.Start();
        using var stranger = court.Visitor();
        await stranger.AskForCode("chan@mail.example");
        using var principal = await court.SignIn("HKP");
        using var clerk = await court.SignIn("CLK");
        var inspection = new Inspection(browser, court);
        await inspection.Look(stranger, "/sign-in", "errors-sign-in", "en-GB", form: "/sign-in");
        await inspection.Look(stranger, "/sign-in/code", "errors-code", "zh-HK", form: "/sign-in/code");
        await inspection.Look(principal, "/me/identity", "errors-identity", "en-GB", form: "/me/identity");
        await inspection.Look(clerk, "/desk", "clerk-desk");
        await inspection.Look(clerk, $"/cases/{NamedId.Of("case"):D}", "clerk-case", "en-GB");
        inspection.Found.ShouldBeEmpty();
    }

    /// <summary>The whole way with the invented camera of the browser: claim, picture, confirmation.</summary>
    [Fact]
    public async Task A_face_from_the_camera_confirms_the_claim()
    {
        await using var court = await CourtHost.Start();
        using var principal = await court.SignIn("HKP");
        await IdentityCheckTests.Claim(principal, "A123456(3)");
        var page = await new Inspection(browser, court).Open(principal, "/me/identity/face?to=/me/lawyer");

        await page.Locator("[data-camera-start]").ClickAsync();
        await page.Locator("[data-camera-take]").ClickAsync();

        await page.WaitForURLAsync("**/me/lawyer");
    }
}

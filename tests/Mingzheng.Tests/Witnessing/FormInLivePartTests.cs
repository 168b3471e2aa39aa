using Microsoft.Playwright;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Web;
using Mingzheng.Witnessing.Accepting;
using Mingzheng.Witnessing.Materials;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>A form in a part of the page that is drawn anew whenever anybody acts.</summary>
[Trait("kind", "browser")]
public sealed class FormInLivePartTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task What_was_wrong_with_it_and_what_was_typed_stay_until_it_is_sent_again()
    {
        await using var court = await CourtHost.Start();
        using var scene = await Scene.Applied(court);
        var page = await new Inspection(browser, court).Open(scene.Agent, scene.Address);
        var form = page.Locator("form[action$='/agency']");
        var mistakes = page.Locator("[data-error-summary]");

        await form.Locator("button").ClickAsync();
        await Assertions.Expect(mistakes).ToBeFocusedAsync();
        await Assertions.Expect(mistakes.Locator("a[href^='#field-']")).ToHaveCountAsync(3 + AgentDeclarations.All.Count);
        await form.Locator($"[name={AgentDeclarations.Statement}]").FillAsync(Scene.ClientCheck);
        await SeesPaperOfPrincipal(page, scene);
        await Assertions.Expect(mistakes).ToHaveCountAsync(1);
        await Assertions.Expect(form.Locator($"[name={AgentDeclarations.Statement}]")).ToHaveValueAsync(Scene.ClientCheck);

        await form.Locator($"[name={AgencyForm.PhoneField}]").FillAsync("020-81234567");
        await form.Locator($"[name={AgencyForm.AddressField}]").FillAsync(Scene.ServiceAddress);
        foreach (var declaration in await form.Locator("input[type=checkbox]").AllAsync())
        {
            await declaration.CheckAsync();
        }
        await form.Locator("button").ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
        await Assertions.Expect(mistakes).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_file_that_is_missing_is_still_asked_for_after_somebody_else_has_acted()
    {
        await using var court = await CourtHost.Start();
        using var scene = await Scene.Applied(court);
        var page = await new Inspection(browser, court).Open(scene.Agent, scene.Address);
        await page.Locator("form[action*='/materials?'] button").Last.ClickAsync();
        await Assertions.Expect(page.Locator("[data-error-summary]")).ToHaveCountAsync(1);
        await SeesPaperOfPrincipal(page, scene);
        await Assertions.Expect(page.Locator("form[action*='/materials?']").Last.Locator("[data-error-summary]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("form[action*='/materials?']").First.Locator("[data-error-summary]")).ToHaveCountAsync(0);
    }

    static async Task SeesPaperOfPrincipal(IPage page, Scene scene)
    {
        await Scene.Upload(scene.Principal, scene.Authorization, MaterialKinds.IdentityPaper, "paper.png", Scene.Png);
        await Assertions.Expect(page.Locator("ul.materials li")).ToHaveCountAsync(1);
    }
}

using Microsoft.Playwright;

namespace Mingzheng.Demo;

/// <summary>One person at one device.</summary>
public sealed class Actor(string name, IPage page)
{
    static readonly TimeSpan RecorderSettles = TimeSpan.FromSeconds(1);

    public string Name => name;

    public IPage Page => page;

    public async Task Press(string selector)
    {
        var button = page.Locator(selector).First;
        await button.ClickAsync();
        await page.Locator("form[aria-busy=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>Lets the camera take the one picture of the face.</summary>
    public async Task ShowFace()
    {
        await page.Locator("[data-camera-start]").ClickAsync();
        await page.Locator("[data-camera-take]").ClickAsync();
        await page.Locator("[data-camera-take]").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    /// <summary>Reads the text on the prompter clause by clause, with a voice, and presses the button after each.</summary>
    public async Task ReadAloud()
    {
        var next = page.Locator("[data-prompter-next]");
        await next.ClickAsync();
        var clauses = await page.Locator("[data-clause] > p:first-child").AllInnerTextsAsync();
        for (var i = 0; i < clauses.Count; i++)
        {
            await Assertions.Expect(page.Locator($"[data-clause='{i + 1}'].begun")).ToHaveCountAsync(1, new() { Timeout = 20_000 });
            await page.EvaluateAsync("wav => window.speak(wav)", Convert.ToBase64String(await Speech.Of(clauses[i])));
            await next.ClickAsync();
        }

        await page.Locator("[data-prompter]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>Signs on the pad with the pointer, as with a finger.</summary>
    public async Task Sign()
    {
        var pad = page.Locator("[data-signature-pad] canvas");
        await pad.ScrollIntoViewIfNeededAsync();
        await Task.Delay(RecorderSettles);
        var box = await pad.BoundingBoxAsync() ?? throw new InvalidOperationException("The signature pad is not on the screen.");
        foreach (var (start, end) in new[] { (0.15f, 0.45f), (0.4f, 0.8f) })
        {
            await page.Mouse.MoveAsync(box.X + box.Width * start, box.Y + box.Height * 0.3f);
            await page.Mouse.DownAsync();
            for (var step = 1; step <= 12; step++)
            {
                var along = start + (end - start) * step / 12;
                var wave = 0.5f + 0.25f * MathF.Sin(step * 1.3f);
                await page.Mouse.MoveAsync(box.X + box.Width * along, box.Y + box.Height * wave);
            }

            await page.Mouse.UpAsync();
        }

        await page.Locator("[data-signing] form button[type=submit]").Last.ClickAsync();
        await page.Locator("[data-signing]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }
}

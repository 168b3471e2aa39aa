using Microsoft.Playwright;
using Mingzheng.Demo;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>A signature that has left the device and has not reached the court.</summary>
sealed class HeldSignature
{
    const string Address = "**/documents/*/signature";

    readonly IPage page;
    readonly TaskCompletionSource<IRoute> left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    HeldSignature(IPage page) => this.page = page;

    /// <summary>The signer draws, presses, and the device signs: certificate and prepared document are there, only the last request is held.</summary>
    public static async Task<HeldSignature> Of(Actor signer)
    {
        var held = new HeldSignature(signer.Page);
        await signer.Page.RouteAsync(Address, route =>
        {
            held.left.TrySetResult(route);
            return Task.CompletedTask;
        });
        await signer.Draw();
        await signer.PressToSign();
        await held.left.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return held;
    }

    public async Task<IResponse> Release()
    {
        var route = await left.Task;
        var answer = page.WaitForResponseAsync(response => response.Request == route.Request);
        await route.ContinueAsync();
        await page.UnrouteAsync(Address);
        return await answer;
    }
}

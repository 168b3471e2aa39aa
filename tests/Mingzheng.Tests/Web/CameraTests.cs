using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Playwright;
using Mingzheng.Web.Components;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Web;

/// <summary>One picture, one comparison; then the camera is off and nothing is kept.</summary>
[Trait("kind", "browser")]
public sealed class CameraTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    readonly ConcurrentQueue<(string Act, string? Type, byte[] Picture)> pictures = new();
    WebHost host = null!;

    public async Task InitializeAsync() => host = await WebHost.Start(app =>
    {
        app.MapGet("/face", () => new RazorComponentResult<SamplePage>(new
        {
            Part = typeof(CameraCheck), With = new Dictionary<string, object> { ["Url"] = "/face" },
        }));
        app.MapGet("/checked", () => new RazorComponentResult<SampleForm>(new { Heading = "已核验" }));
        app.MapPost("/face", async (HttpRequest request) =>
        {
            var picture = new MemoryStream();
            await request.Body.CopyToAsync(picture);
            pictures.Enqueue((request.Query["act"].ToString(), request.ContentType, picture.ToArray()));
            return Results.Json(new { next = "/checked" });
        });
    });

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    [Fact]
    public async Task A_picture_is_posted_as_it_is_and_the_camera_is_switched_off()
    {
        var page = await browser.Open(new Uri(host.Address, "face"));
        await page.GetByRole(AriaRole.Button, new() { Name = "打开摄像头" }).ClickAsync();
        await Assertions.Expect(page.GetByText("请正对镜头")).ToBeVisibleAsync();
        (await Browser.Faults(page)).ShouldBeEmpty();
        var after = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.ExposeFunctionAsync("cameraStopped", (string state) => after.TrySetResult(state));
        await page.EvaluateAsync("""
            () => {
              const track = document.querySelector('video').srcObject.getTracks()[0];
              const stop = track.stop.bind(track);
              track.stop = () => { stop(); cameraStopped(track.readyState); };
            }
            """);
        await page.GetByRole(AriaRole.Button, new() { Name = "拍照并核验" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已核验" })).ToBeVisibleAsync();
        (await after.Task.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe("ended");
        var (act, type, picture) = pictures.ShouldHaveSingleItem();
        Guid.Parse(act).Version.ShouldBe(7);
        type.ShouldBe("image/jpeg");
        picture.AsSpan(0, 2).ToArray().ShouldBe([0xff, 0xd8]);
    }

    /// <summary>An iPhone gives the camera to whoever opened it last: the picture comes from the call, and the call goes on.</summary>
    [Fact]
    public async Task In_a_call_the_picture_is_taken_from_the_camera_that_runs()
    {
        var page = await browser.Open(new Uri(host.Address, "face"));
        var stopped = 0;
        await page.ExposeFunctionAsync("stoppedCamera", () => Interlocked.Increment(ref stopped));
        await page.EvaluateAsync("""
            async () => {
              document.body.insertAdjacentHTML('afterbegin', '<div data-stage data-me="one"><figure data-participant="one"><video muted></video></figure></div>');
              const stream = await navigator.mediaDevices.getUserMedia({ video: true });
              stream.getTracks()[0].stop = stoppedCamera;
              document.querySelector('[data-stage] video').srcObject = stream;
              navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('opened a second time'));
            }
            """);
        await page.GetByRole(AriaRole.Button, new() { Name = "打开摄像头" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "拍照并核验" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已核验" })).ToBeVisibleAsync();

        pictures.ShouldHaveSingleItem().Picture.AsSpan(0, 2).ToArray().ShouldBe([0xff, 0xd8]);
        stopped.ShouldBe(0, "The camera of the call runs on.");
    }

    [Fact]
    public async Task A_device_without_camera_is_told_the_other_way()
    {
        var page = await browser.Open(new Uri(host.Address, "face"));
        await page.EvaluateAsync("() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotFoundError')); }");
        await page.GetByRole(AriaRole.Button, new() { Name = "打开摄像头" }).ClickAsync();
        await Assertions.Expect(page.GetByText("此设备没有可用的摄像头")).ToBeVisibleAsync();
    }
}

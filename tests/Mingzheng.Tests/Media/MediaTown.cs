using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Mingzheng.Demo;
using Mingzheng.Proof.Age;
using Mingzheng.Rooms.Media;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Xunit;

namespace Mingzheng.Tests.Media;

/// <summary>A media node in its own process, a small app in front of it, and a browser with a made-up camera.</summary>
public sealed class MediaTown : IAsyncLifetime, IAsyncDisposable
{
    const string Page = """
        <!doctype html><meta charset="utf-8"><title>room</title><video id="local"></video><div id="others"></div>
        <script>
        const Real = RTCPeerConnection; window.connections = [];
        window.RTCPeerConnection = class extends Real { constructor(...a) { super(...a); connections.push(this); } };
        const RealSocket = WebSocket; window.sockets = []; window.signals = [];
        const note = (what) => signals.push(`${Math.round(performance.now())} ${what}`);
        window.WebSocket = class extends RealSocket {
          constructor(...a) {
            super(...a);
            sockets.push(this);
            this.addEventListener('message', (e) => note('got ' + JSON.parse(e.data).t));
            this.addEventListener('close', (e) => note('closed ' + e.code + ' ' + e.reason));
          }
          send(text) { note('sent ' + JSON.parse(text).t); super.send(text); }
        };
        </script>
        <script type="module">
        import { joinMedia } from '/js/media.js';
        const q = new URLSearchParams(location.search);
        window.states = [];
        const place = (who, stream) => {
          document.getElementById('of-' + who)?.remove();
          if (!stream) return;
          const video = document.createElement('video');
          video.id = 'of-' + who; video.playsInline = true; video.srcObject = stream;
          document.getElementById('others').append(video);
          return video;
        };
        window.call = await joinMedia({ url: `/rooms/${q.get('room')}/media?who=${q.get('who')}`, local: document.getElementById('local'),
          place, onState: (s) => states.push(s) });
        </script>
        """;

    const string DrawnPicture = """
        const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async ({ audio }) => {
          const paper = Object.assign(document.createElement('canvas'), { width: 320, height: 180 }), brush = paper.getContext('2d');
          setInterval(() => { brush.fillStyle = `hsl(${Date.now() / 20 % 360} 80% 50%)`; brush.fillRect(0, 0, 320, 180); }, 100);
          return new MediaStream([...paper.captureStream(10).getTracks(), ...(await open({ audio })).getTracks()]);
        };
        """;

    static readonly string[] BrowserArguments =
    [
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--no-sandbox", "--disable-gpu",
        "--autoplay-policy=no-user-gesture-required", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--no-first-run",
    ];

    /// <summary>A limit against hanging, in milliseconds; a busy machine needs a while for three cameras.</summary>
    const float LongestWait = 120_000;

    readonly TemporaryFolder disk = new();
    readonly string memory = $"/dev/shm/mingzheng-town-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
    readonly ConcurrentQueue<MediaEvent> events = new();
    readonly int nodePort = FreePort.Next();
    readonly int appPort = FreePort.Next();
    readonly ConcurrentQueue<string> nodeSays = new();
    IPlaywright? playwright;
    WebApplication? app;
    Process? node;

    internal AgeIdentity Identity { get; } = AgeIdentity.Generate();

    internal IBrowser Browser { get; private set; } = null!;

    internal MediaClient Node => app!.Services.GetRequiredService<MediaClient>();

    internal string Objects => disk["objects"];

    internal string Memory => memory;

    /// <summary>Each event once, as an app would keep them.</summary>
    internal IReadOnlyList<MediaEvent> EventsOf(string room) => [.. events.Where(e => e.Room == room).DistinctBy(e => e.Id)];

    internal MediaOptions Options => new() { Memory = memory };

    /// <summary>While true, the app answers every batch of events with 503.</summary>
    internal bool RefusesEvents { get; set; }

    public async Task InitializeAsync()
    {
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        await StartApp();
        await StartNode();
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Headless = true, Args = BrowserArguments });
    }

    internal async Task StartApp()
    {
        var builder = WebApplication.CreateSlimBuilder([.. Settings(), "--urls", Address(appPort)]);
        builder.Logging.ClearProviders();
        builder.Services.AddMedia(builder.Configuration, builder.Environment);
        app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/", () => Results.Content(Page, "text/html; charset=utf-8"));
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Path.Combine(CourtHost.Repository, "src", "Mingzheng", "wwwroot")) });
        app.MapGet("/rooms/{room}/media", (HttpContext http, string room, MediaBridge bridge) =>
            bridge.Serve(http, room, h => Task.FromResult((string?)h.Request.Query["who"])));
        app.MapPost("/internal/media/events", TakeEvents);
        await app.StartAsync();
    }

    internal async Task StopApp()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await app!.StopAsync(limit.Token);
        await app.DisposeAsync();
    }

    internal async Task StartNode()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "mingzheng.dll");
        node = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [program, "role=media", .. Settings()])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            },
        };
        node.OutputDataReceived += (_, line) => nodeSays.Enqueue(line.Data ?? "");
        node.ErrorDataReceived += (_, line) => nodeSays.Enqueue(line.Data ?? "");
        node.Start();
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                (await http.GetAsync(new Uri(Address(nodePort) + "/health/live"))).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (!node.HasExited)
            {
                await Task.Delay(50, limit.Token);
            }
            catch (HttpRequestException)
            {
                throw new InvalidOperationException("The media node ended: " + string.Join('\n', nodeSays));
            }
        }
    }

    /// <summary>kill -9.</summary>
    internal async Task KillNode()
    {
        node!.Kill();
        await node.WaitForExitAsync();
    }

    /// <param name="own">The page draws its own picture and leaves the one camera of this machine to another.</param>
    internal async Task<IPage> Join(string room, string who, bool own = false)
    {
        var page = await (await Browser.NewContextAsync()).NewPageAsync();
        if (own)
        {
            await page.AddInitScriptAsync(DrawnPicture);
        }

        page.SetDefaultTimeout(LongestWait);
        await page.GotoAsync($"{Address(appPort)}/?room={room}&who={who}");
        return page;
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    /// <summary>Waits until the page says so; a failure tells what page and node saw.</summary>
    internal async Task Until(IPage page, string condition, object? argument = null)
    {
        try
        {
            await page.WaitForFunctionAsync(condition, argument);
        }
        catch (TimeoutException late)
        {
            var seen = await page.EvaluateAsync<string>("""
                () => JSON.stringify({ at: Math.round(performance.now()), states, sockets: sockets.map((s) => s.readyState), signals,
                  connections: connections.map((c) => [c.connectionState, c.signalingState]), videos: [...document.querySelectorAll('video')]
                    .map((v) => [v.id, v.getVideoPlaybackQuality().totalVideoFrames]) })
                """);
            throw new TimeoutException($"{condition}\n{seen}\n{string.Join('\n', nodeSays.TakeLast(40))}", late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }
        playwright?.Dispose();
        if (node is { HasExited: false })
        {
            await KillNode();
        }
        await StopApp();
        Identity.Dispose();
        disk.Dispose();
        Directory.Delete(memory, recursive: true);
    }

    async Task<IResult> TakeEvents(HttpContext http, MediaSecret secret)
    {
        if (!secret.Allows(http.Request))
        {
            return Results.Unauthorized();
        }
        if (RefusesEvents)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        foreach (var happened in (await http.Request.ReadFromJsonAsync<MediaEvent[]>(MediaJson.Options))!)
        {
            events.Enqueue(happened);
        }
        return Results.NoContent();
    }

    IEnumerable<string> Settings() =>
    [
        $"--Media:Url={Address(nodePort)}", $"--Media:AppUrl={Address(appPort)}", "--Media:Secret=a-secret-for-tests-of-32-characters",
        $"--Media:State={disk["state"]}", $"--Media:Objects={Objects}", $"--Media:Memory={memory}",
        string.Create(CultureInfo.InvariantCulture, $"--Media:RtpPorts={32000 + (nodePort % 100 * 100)}-{32099 + (nodePort % 100 * 100)}"),
    ];

    static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
}

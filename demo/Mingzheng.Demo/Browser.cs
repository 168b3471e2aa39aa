using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Mingzheng.Demo;

/// <summary>Debian's Chromium without a window: a camera with a moving picture, and a microphone into which a synthesised voice speaks.</summary>
public sealed class Browser(IBrowser browser) : IAsyncDisposable
{
    /// <summary>A limit against hanging, in milliseconds; three cameras on a busy machine need a while for one answer.</summary>
    const float LongestWait = 120_000;

    static readonly string[] Arguments =
    [
        "--use-fake-device-for-media-stream=fps=10", "--use-fake-ui-for-media-stream", "--no-sandbox", "--disable-gpu",
        "--autoplay-policy=no-user-gesture-required", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--no-first-run", "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
        "--disable-backgrounding-occluded-windows", "--disable-quic",
    ];

    /// <summary>The microphone is a stream of our own, so that what is spoken is what is on the screen; silence in between.</summary>
    const string Microphone = """
        (() => {
          const open = navigator.mediaDevices?.getUserMedia?.bind(navigator.mediaDevices);
          if (!open) return;
          let context, mouth;
          navigator.mediaDevices.getUserMedia = async (wanted) => {
            if (!wanted.audio) return open(wanted);
            const camera = await open({ video: wanted.video });
            context ??= new AudioContext();
            if (!mouth) {
              mouth = context.createMediaStreamDestination();
              // No room is perfectly silent, and a microphone always sends something.
              const hum = context.createOscillator(), quiet = context.createGain();
              hum.frequency.value = 100;
              quiet.gain.value = 0.003;
              hum.connect(quiet).connect(mouth);
              hum.start();
            }
            return new MediaStream([...camera.getVideoTracks(), mouth.stream.getAudioTracks()[0].clone()]);
          };
          window.speak = async (wav) => {
            // After a break the page first opens the microphone again; nobody reads to one that is off.
            for (let waited = 0; !mouth; waited += 100) {
              if (waited > 60000) throw new Error('the microphone is off');
              await new Promise((done) => setTimeout(done, 100));
            }
            const bytes = Uint8Array.from(atob(wav), (c) => c.charCodeAt(0));
            const source = context.createBufferSource();
            source.buffer = await context.decodeAudioData(bytes.buffer);
            source.connect(mouth);
            await new Promise((done) => { source.onended = done; source.start(); });
          };
        })();
        """;

    readonly ConcurrentQueue<string> scriptFaults = new();

    /// <summary>Scripts of the court that failed, also on a page that looked well.</summary>
    public IEnumerable<string> ScriptFaults => scriptFaults;

    public static async Task<Browser> Launch(IPlaywright playwright) =>
        new(await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Headless = true,
            Args = Arguments,
            Timeout = LongestWait,
        }));

    /// <summary>A window of its own with its own cookies, as on a device of its own.</summary>
    public async Task<IPage> Open(Uri court, string language, bool phone)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = court.ToString(),
            Locale = language,
            Permissions = ["camera", "microphone"],
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 860 },
            TimezoneId = "Asia/Hong_Kong",
            // An animation that never ends makes a browser without a graphics card draw sixty times a second.
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(LongestWait);
        await context.AddInitScriptAsync(Microphone);
        context.WebError += (_, fault) =>
        {
            if (!IsBrowsersOwn(fault.Error))
            {
                scriptFaults.Enqueue($"{fault.Page?.Url}: {fault.Error}");
            }
        };
        return await context.NewPageAsync();
    }

    /// <summary>The browser gives up an animation between two pages, for instance when the window changes its size.</summary>
    public static bool IsBrowsersOwn(string fault) => fault.Contains("Transition was", StringComparison.Ordinal);

    public ValueTask DisposeAsync() => browser.DisposeAsync();
}

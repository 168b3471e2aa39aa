using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Mingzheng.Demo;

/// <summary>
/// A court of its own on this machine: sandboxes, media node and app as separate processes, as <c>./run</c> starts them, on free ports and
/// with a data folder of its own. Each process can be killed and started again.
/// </summary>
public sealed class LocalCourt : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    readonly string published;
    readonly string data;
    readonly Dictionary<string, string> environment;
    readonly Dictionary<string, Process> running = [];
    readonly int sandboxPort = FreePort();
    readonly int mailPort = FreePort();
    readonly int mediaPort = FreePort();
    readonly int appPort = FreePort();

    LocalCourt(string published, string engines, string data)
    {
        this.published = published;
        this.data = data;
        environment = Environment(engines);
    }

    public Uri Address => new($"http://localhost:{appPort}");

    public Uri Sandboxes => new($"http://127.0.0.1:{sandboxPort}");

    public string Data => data;

    /// <param name="published">The folder with <c>court/</c>, <c>sandboxes/</c> and <c>verify/</c>.</param>
    /// <param name="engines">The folder of the typesetting engine.</param>
    /// <param name="data">Where this court keeps everything.</param>
    public static async Task<LocalCourt> Start(string published, string engines, string data)
    {
        Directory.CreateDirectory(Path.Combine(data, "log"));
        var court = new LocalCourt(published, engines, data);
        court.StartSandboxes();
        court.StartMedia();
        court.StartApp();
        await court.Ready();
        return court;
    }

    public void StartApp() => Launch("court", Path.Combine(published, "court", "mingzheng"), "--contentRoot", Path.Combine(published, "court"));

    public void StartMedia() => Launch("media", Path.Combine(published, "court", "mingzheng"), "role=media");

    /// <summary>Ends a process at once, as a power cut would: "court", "media" or "sandboxes".</summary>
    public async Task Kill(string name)
    {
        if (running.Remove(name, out var process))
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Waits until the app answers that it is ready.</summary>
    public async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (waited.Elapsed < Patience && !running["court"].HasExited)
            {
                // Not listening yet.
            }

            await Task.Delay(200);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in new[] { "court", "media", "sandboxes" })
        {
            await Kill(name);
        }
    }

    void StartSandboxes() => Launch("sandboxes", Path.Combine(published, "sandboxes", "mingzheng-sandboxes"),
        "--urls", Sandboxes.ToString().TrimEnd('/'), "--smtp-port", Text(mailPort), "--data", Path.Combine(data, "sandboxes"),
        "--app-id", "court", "--secret", environment["OutsideServices__Sms__Secret"]);

    void Launch(string name, string program, params string[] arguments)
    {
        // The children die with this program, even when it is killed.
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = data,
        };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        var process = Process.Start(start)!;
        var log = TextWriter.Synchronized(new StreamWriter(Path.Combine(data, "log", $"{name}.log"), append: true) { AutoFlush = true });
        process.OutputDataReceived += (_, line) => log.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => log.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        running[name] = process;
    }

    Dictionary<string, string> Environment(string engines)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{appPort}",
            ["Data__Folder"] = data,
            ["Public__Address"] = $"http://localhost:{appPort}",
            ["Documents__Typesetter__Engine"] = engines,
            ["Media__Url"] = $"http://127.0.0.1:{mediaPort}",
            ["Media__AppUrl"] = $"http://127.0.0.1:{appPort}",
            ["Media__State"] = Path.Combine(data, "media"),
            ["Media__Objects"] = Path.Combine(data, "objects"),
            ["Media__Memory"] = $"/dev/shm/mingzheng-{appPort}",
            ["Media__Secret"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            ["OutsideServices__Timestamps__Url"] = $"http://127.0.0.1:{sandboxPort}/tsa",
            ["OutsideServices__Mail__Host"] = "127.0.0.1",
            ["OutsideServices__Mail__Port"] = Text(mailPort),
            ["OutsideServices__Mail__From"] = "court@court.invalid",
        };
        foreach (var service in new[] { "IdentityPlatform", "LawyerRegistry", "CertificateIssuer", "Timestamps", "Sms", "Mail" })
        {
            settings[$"OutsideServices__{service}__Sandboxed"] = "true";
            settings[$"OutsideServices__{service}__BaseUrl"] = $"http://127.0.0.1:{sandboxPort}";
            settings[$"OutsideServices__{service}__AppId"] = "court";
            settings[$"OutsideServices__{service}__Secret"] = secret;
        }

        return settings;
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

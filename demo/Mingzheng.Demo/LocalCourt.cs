using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Mingzheng.Demo;

/// <summary>The processes of a court on one machine.</summary>
public enum CourtProcess
{
    Sandboxes,
    Media,
    App,
}

/// <summary>
/// A court of its own on this machine: sandboxes, media node and app as separate processes, as <c>./run</c> starts them, on free ports and
/// with a data folder of its own. Each process can be killed and started again.
/// </summary>
public sealed class LocalCourt : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    readonly PublishedPrograms programs;
    readonly Dictionary<string, string> settings;
    readonly Dictionary<CourtProcess, Process> running = [];
    readonly int sandboxPort = FreePort.Next();
    readonly int mailPort = FreePort.Next();
    readonly int mediaPort = FreePort.Next();
    readonly int appPort = FreePort.Next();

    /// <param name="voice">Reads in it: one that says only first words is no faster than this court allows.</param>
    /// <param name="database">Connection string of an empty PostgreSQL database; null for SQLite in <paramref name="data"/>.</param>
    public LocalCourt(PublishedPrograms programs, string data, Voice voice, string? database = null)
    {
        this.programs = programs;
        Data = data;
        settings = Settings();
        if (!voice.SaysAll)
        {
            settings["Rooms__FastestReading"] = "1000000";
        }

        if (database is not null)
        {
            (settings["Database__Kind"], settings["Database__Connection"]) = ("Postgres", database);
        }
    }

    public Uri Address => new($"http://localhost:{appPort}");

    public Uri Sandboxes => new($"http://127.0.0.1:{sandboxPort}");

    /// <summary>Where this court keeps everything that lasts.</summary>
    public string Data { get; }

    /// <summary>Where its media node keeps what is not yet encrypted.</summary>
    public string Memory => $"/dev/shm/mingzheng-{appPort}";

    /// <summary>Starts everything and waits until the court is open.</summary>
    public async Task Open()
    {
        Directory.CreateDirectory(Path.Combine(Data, "log"));
        await Start(CourtProcess.Sandboxes);
        await Start(CourtProcess.Media);
        await Start(CourtProcess.App);
        await Ready();
    }

    public async Task Start(CourtProcess one) =>
        running[one] = await ProcessStarter.Start(Log(one), Data, settings, one switch
        {
            CourtProcess.Sandboxes =>
            [
                programs.Sandboxes, "--urls", Sandboxes.ToString().TrimEnd('/'), "--smtp-port", Text(mailPort),
                "--data", Path.Combine(Data, "sandboxes"), "--app-id", "court", "--secret", settings["OutsideServices__Sms__Secret"],
            ],
            CourtProcess.Media => [programs.Court, "role=media", "--contentRoot", programs.CourtFolder],
            _ => [programs.Court, "--contentRoot", programs.CourtFolder],
        });

    /// <summary>Ends a process at once and without warning, as kill -9 does.</summary>
    public async Task Kill(CourtProcess one)
    {
        if (running.Remove(one, out var process))
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Waits until the app answers that it is ready.</summary>
    /// <exception cref="InvalidOperationException">A process ended instead, or it took too long.</exception>
    public async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var waited = Stopwatch.StartNew();
        while (!await IsReady(http))
        {
            foreach (var (one, process) in running)
            {
                if (process.HasExited || waited.Elapsed > Patience)
                {
                    var last = await File.ReadAllLinesAsync(Log(one));
                    throw new InvalidOperationException($"The court did not open. {one} said:\n{string.Join('\n', last.TakeLast(20))}");
                }
            }

            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Kill(CourtProcess.App);
        await Kill(CourtProcess.Media);
        await Kill(CourtProcess.Sandboxes);
        await Forget(Memory);
    }

    static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The media server dies a moment after its node and may write until then.</summary>
    static async Task Forget(string folder)
    {
        for (var attempt = 1; Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (attempt < 50)
            {
                await Task.Delay(100);
            }
        }
    }

    string Log(CourtProcess one) => Path.Combine(Data, "log", $"{one.ToString().ToLowerInvariant()}.log");

    Dictionary<string, string> Settings()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var chosen = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{appPort}",
            ["Data__Folder"] = Data,
            ["Public__Address"] = $"http://localhost:{appPort}",
            ["Documents__Typesetter__Engine"] = programs.Engine,
            ["Media__Url"] = $"http://127.0.0.1:{mediaPort}",
            ["Media__AppUrl"] = $"http://127.0.0.1:{appPort}",
            ["Media__State"] = Path.Combine(Data, "media"),
            ["Media__Objects"] = Path.Combine(Data, "objects"),
            ["Media__Memory"] = Memory,
            ["Media__RtpPorts"] = RtpPorts(),
            ["Media__Secret"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            ["OutsideServices__Timestamps__Url"] = $"http://127.0.0.1:{sandboxPort}/tsa",
            ["OutsideServices__Mail__Host"] = "127.0.0.1",
            ["OutsideServices__Mail__Port"] = Text(mailPort),
            ["OutsideServices__Mail__From"] = "court@court.invalid",
        };
        foreach (var service in new[] { "IdentityPlatform", "LawyerRegistry", "CertificateIssuer", "Timestamps", "Sms", "Mail" })
        {
            chosen[$"OutsideServices__{service}__Sandboxed"] = "true";
            chosen[$"OutsideServices__{service}__BaseUrl"] = $"http://127.0.0.1:{sandboxPort}";
            chosen[$"OutsideServices__{service}__AppId"] = "court";
            chosen[$"OutsideServices__{service}__Secret"] = secret;
        }

        return chosen;
    }

    /// <summary>A hundred ports beside those of a court that <c>./run</c> started.</summary>
    string RtpPorts()
    {
        var first = 21_000 + mediaPort % 80 * 100;
        return $"{Text(first)}-{Text(first + 99)}";
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

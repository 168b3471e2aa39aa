using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Sandboxes;

namespace Mingzheng.Bench.Hosting;

/// <summary>
/// A whole court in this process, as in production: Kestrel on 127.0.0.1, the leader that gives positions, the reactions; the sandboxes
/// beside it; a database and folders of its own.
/// </summary>
sealed class BenchCourt : IAsyncDisposable
{
    readonly DirectoryInfo folder;
    readonly BenchDatabase database;
    readonly WebApplication sandboxes;
    readonly WebApplication app;

    BenchCourt(DirectoryInfo folder, BenchDatabase database, WebApplication sandboxes, WebApplication app)
    {
        this.folder = folder;
        this.database = database;
        this.sandboxes = sandboxes;
        this.app = app;
    }

    public Uri Address => AddressOf(app);

    public IServiceProvider Services => app.Services;

    /// <param name="also">Runs before the services are fixed.</param>
    public static async Task<BenchCourt> Open(DatabaseKind kind, Action<WebApplicationBuilder>? also = null)
    {
        var folder = Directory.CreateTempSubdirectory("mingzheng-bench-");
        var database = await BenchDatabase.Create(kind, folder.FullName);
        var sandboxes = SandboxHost.Build(
            ["--urls", "http://127.0.0.1:0", "--data", Path.Combine(folder.FullName, "sandboxes"), "--smtp-port", "0", .. Quiet("Mingzheng", "Microsoft.Hosting.Lifetime")]);
        await sandboxes.StartAsync();
        var app = await CourtApp.Build([.. Arguments(folder.FullName, database, AddressOf(sandboxes))], builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Error);
            also?.Invoke(builder);
        });
        await app.StartAsync();
        return new BenchCourt(folder, database, sandboxes, app);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    /// <summary>Waits until everything written so far has its position, so that this work is not left to the next round.</summary>
    public async Task Settle()
    {
        var id = NewId();
        var stream = $"bench:{id:D}";
        await Get<Writer>().Do(new Command(id, "system", "bench.settle"), writing =>
        {
            writing.Journal(stream, "bench.settled", []);
            return Task.CompletedTask;
        });
        var (journal, signals) = (Get<JournalReader>(), Get<JournalSignals>());
        while (true)
        {
            var next = signals.Placed.Next;
            if ((await journal.After(-1, [stream])).Count > 0)
            {
                return;
            }

            await Wake.Wait(next, TimeSpan.FromSeconds(1), CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await sandboxes.StopAsync();
        await sandboxes.DisposeAsync();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    static IEnumerable<string> Quiet(params string[] categories) => categories.Select(category => $"--Logging:LogLevel:{category}=Error");

    static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    static IEnumerable<string> Arguments(string folder, BenchDatabase database, Uri sandboxes) =>
    [
        "--environment=Production",
        "--Log:Origin=bench.localhost/log",
        $"--Media:Secret={new string('m', 32)}",
        "--applicationName=mingzheng",
        $"--contentRoot={Path.Combine(Repository(), "src", "Mingzheng")}",
        "--urls=http://127.0.0.1:0",
        "--Public:Address=http://127.0.0.1:5080",
        $"--Data:Folder={folder}",
        $"--Database:Kind={database.Kind}",
        $"--Database:Connection={database.Connection}",
        "--Sandboxes:Allow=IdentityPlatform,LawyerRegistry,Sms,Mail,CertificateIssuer,Timestamps",
        .. OutsideServices(sandboxes, "IdentityPlatform", "LawyerRegistry", "Sms", "CertificateIssuer"),
        $"--OutsideServices:Timestamps:Url={sandboxes}tsa",
        "--OutsideServices:Timestamps:Sandboxed=true",
        "--OutsideServices:Mail:Host=127.0.0.1",
        "--OutsideServices:Mail:Port=25",
        "--OutsideServices:Mail:From=court@mingzheng.example",
        "--OutsideServices:Mail:Sandboxed=true",
    ];

    static IEnumerable<string> OutsideServices(Uri sandboxes, params string[] names) => names.SelectMany(name => new[]
    {
        $"--OutsideServices:{name}:BaseUrl={sandboxes}",
        $"--OutsideServices:{name}:AppId=court",
        $"--OutsideServices:{name}:Secret=sandbox-secret-for-development-only",
        $"--OutsideServices:{name}:Sandboxed=true",
    });

    static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mingzheng.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmarks run outside the repository.");
        }

        return folder.FullName;
    }
}

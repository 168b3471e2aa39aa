using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Mingzheng.Base.Database;

namespace Mingzheng.Tests.Hosting;

/// <summary>
/// A whole court in this process on 127.0.0.1: the app as it is in production, the sandboxes, a database and folders of its own.
/// </summary>
/// <remarks>
/// <code>
/// await using var court = await CourtHost.Start(database);
/// var judge = await court.SignIn("JDG");
/// var page = await judge.Get("/desk");
/// page = await judge.Submit(page, "/cases/1/settlements", ("summary", "..."));
/// </code>
/// </remarks>
public sealed class CourtHost : IAsyncDisposable
{
    readonly CourtDatabase database;
    readonly TimeProvider clock;
    readonly IReadOnlyList<string> settings;
    WebApplication? app;

    CourtHost(string folder, CourtDatabase database, SandboxTown sandboxes, TimeProvider clock, IReadOnlyList<string> settings)
    {
        Folder = folder;
        this.database = database;
        Sandboxes = sandboxes;
        this.clock = clock;
        this.settings = settings;
    }

    /// <summary>Everything the court keeps outside the database; gone after the test.</summary>
    public string Folder { get; }

    public SandboxTown Sandboxes { get; }

    public LogLines Log { get; private set; } = new();

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app!.Services;

    /// <param name="clock">Dates everything the court and the sandboxes write; the system's clock when null.</param>
    /// <param name="settings">Further settings as <c>Key:Name=value</c>.</param>
    public static async Task<CourtHost> Start(DatabaseKind kind = DatabaseKind.Sqlite, TimeProvider? clock = null, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("mingzheng-court-").FullName;
        var time = clock ?? TimeProvider.System;
        var sandboxes = await SandboxTown.Start(Path.Combine(folder, "sandboxes"), time);
        var host = new CourtHost(folder, await CourtDatabase.Create(kind, folder), sandboxes, time, settings);
        await host.Open();
        return host;
    }

    /// <summary>A service of the running court.</summary>
    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Somebody new with a browser of their own.</summary>
    public Visitor Visitor(string language = "zh-Hans") => new(this, language);

    /// <summary>Stops the court and starts it again on the same database and folders.</summary>
    public async Task Restart()
    {
        await Close();
        await Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        await Sandboxes.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    async Task Open()
    {
        Log = new LogLines();
        app = await CourtApp.Build([.. Arguments()], builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(clock));
            builder.Logging.ClearProviders().AddProvider(Log);
        });
        await app.StartAsync();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    async Task Close()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            app = null;
        }
    }

    IEnumerable<string> Arguments() =>
    [
        "--environment=Development",
        "--applicationName=mingzheng",
        $"--contentRoot={Path.Combine(Repository, "src", "Mingzheng")}",
        "--urls=http://127.0.0.1:0",
        $"--Data:Folder={Folder}",
        $"--Database:Kind={database.Kind}",
        $"--Database:Connection={database.Connection}",
        .. OutsideServices("IdentityPlatform", "LawyerRegistry", "Sms", "CertificateIssuer"),
        $"--OutsideServices:Timestamps:Url={Sandboxes.Address}/tsa",
        "--OutsideServices:Timestamps:Sandboxed=true",
        "--OutsideServices:Mail:Host=127.0.0.1",
        $"--OutsideServices:Mail:Port={Sandboxes.SmtpPort}",
        "--OutsideServices:Mail:From=court@mingzheng.example",
        "--OutsideServices:Mail:Sandboxed=true",
        .. settings.Select(setting => $"--{setting}"),
    ];

    IEnumerable<string> OutsideServices(params string[] names) => names.SelectMany(name => new[]
    {
        $"--OutsideServices:{name}:BaseUrl={Sandboxes.Address}",
        $"--OutsideServices:{name}:AppId=court",
        $"--OutsideServices:{name}:Secret=sandbox-secret-for-development-only",
        $"--OutsideServices:{name}:Sandboxed=true",
    });

    /// <summary>The folder that holds the solution.</summary>
    public static string Repository { get; } = FindRepository();

    static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mingzheng.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}

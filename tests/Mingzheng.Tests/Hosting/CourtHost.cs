using System.Data.Common;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Mingzheng.Base.Database;
using Mingzheng.Development;
using Shouldly;

namespace Mingzheng.Tests.Hosting;

/// <summary>An entry as the journal keeps it.</summary>
public sealed record StreamEntry(string Kind, string Actor, JsonObject Body);

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

    /// <summary>Connection string of its database.</summary>
    public string Connection => database.Connection;

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

    /// <summary>A demo person (HKP, LAW, JDG, CLK) at the desk, signed in by a code over the real screens.</summary>
    public Task<Visitor> SignIn(string personKey, string language = "zh-Hans") =>
        SignInWith(DemoPeople.All.First(person => person.Key == personKey).Phone, language);

    /// <summary>The holder of a phone or mail address who already has an account, signed in.</summary>
    public async Task<Visitor> SignInWith(string contact, string language = "zh-Hans")
    {
        var visitor = Visitor(language);
        var page = await visitor.AskForCode(contact);
        page = await visitor.Submit(page, "/sign-in/code", ("code", await Sandboxes.CodeSentTo(contact)));
        page.Path.ShouldBe("/desk");
        return visitor;
    }

    /// <summary>Stops the court and starts it again on the same database and folders.</summary>
    public async Task Restart()
    {
        await Close();
        await Open();
    }

    /// <summary>Stops the court and backs its database up under a label.</summary>
    public async Task SaveDatabase(string label)
    {
        await Close();
        await database.Save(label);
    }

    /// <summary>Stops the court and puts a backup in the place of its database.</summary>
    public async Task PutDatabaseBack(string label)
    {
        await Close();
        await database.PutBack(label);
    }

    /// <summary>The account of a demo person.</summary>
    public Guid AccountOf(string personKey) => NamedId.Of($"person/{personKey}");

    /// <summary>Changes rows behind the court's back, for what else only time or a failure would do.</summary>
    public Task Plant(Func<CourtDb, Task> work) =>
        Get<Writer>().Do(new Command(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "system", "test.plant"), writing => work(writing.Db));

    /// <summary>What was written into a stream, whether or not it has its position yet.</summary>
    public async Task<IReadOnlyList<StreamEntry>> EntriesOf(string stream)
    {
        var entries = new List<StreamEntry>();
        await using var connection = await Get<Reads>().Connect();
        await using var command = connection.Command("select kind, actor, body from entries where stream = @stream order by n");
        command.Bind("stream", stream);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            entries.Add(new StreamEntry(row.GetString(0), row.GetString(1), JsonNode.Parse(row.GetString(2))!.AsObject()));
        }

        return entries;
    }

    /// <summary>Whether a text stands anywhere in the database in clear, on either database.</summary>
    public async Task<bool> DatabaseHolds(string text)
    {
        await using var connection = await Get<Reads>().Connect();
        foreach (var (table, column) in await Columns(connection))
        {
            var found = database.Kind == DatabaseKind.Sqlite
                ? $"instr(cast({column} as blob), cast(@text as blob)) > 0"
                : $"position(@text in {column}::text) > 0 or position(@hex in {column}::text) > 0";
            await using var search = connection.Command($"select count(*) from {table} where {found}");
            search.Bind("text", text);
            search.Bind("hex", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)));
            if (Convert.ToInt64(await search.ExecuteScalarAsync(), null) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The names of all tables.</summary>
    public async Task<IReadOnlyList<string>> Tables(DbConnection connection) => [.. (await Columns(connection)).Select(column => column.Table).Distinct()];

    async Task<IReadOnlyList<(string Table, string Column)>> Columns(DbConnection connection)
    {
        var columns = new List<(string, string)>();
        await using var command = connection.Command(database.Kind == DatabaseKind.Sqlite
            ? "select m.name, p.name from sqlite_master m join pragma_table_info(m.name) p where m.type = 'table'"
            : "select table_name, column_name from information_schema.columns where table_schema = 'public'");
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            columns.Add((row.GetString(0), row.GetString(1)));
        }

        return columns;
    }

    /// <summary>Files of this court, its database on SQLite among them, in which a text stands in clear.</summary>
    public IReadOnlyList<string> FilesContaining(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).Length > 0 && Holds(file, wanted))];
    }

    static bool Holds(string path, byte[] wanted)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content.AsSpan().IndexOf(wanted) >= 0;
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

    /// <summary>Stops the court before its time.</summary>
    public Task Stop() => Close();

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
        // Nobody speaks in these tests, and no test waits for a tongue; the pace has tests of its own.
        "--Rooms:FastestReading=1000000",
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

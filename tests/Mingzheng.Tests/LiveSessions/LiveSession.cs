using Mingzheng.Base.Database;
using Mingzheng.Demo;
using Mingzheng.Tests.Hosting;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>A court of the programs that are installed, three people in three browsers, and the witnessing between them.</summary>
sealed class LiveSession : IAsyncDisposable
{
    readonly PublishedPrograms programs;
    readonly CourtDatabase database;

    LiveSession(PublishedPrograms programs, CourtDatabase database, LocalCourt court, Cast cast, Outcome outcome, WholeWitnessing witnessing)
    {
        this.programs = programs;
        this.database = database;
        Court = court;
        Cast = cast;
        Outcome = outcome;
        Witnessing = witnessing;
        Books = new Books(database);
        Heard = new HeardAnswers(cast);
    }

    public LocalCourt Court { get; }

    public Cast Cast { get; }

    public Outcome Outcome { get; }

    public WholeWitnessing Witnessing { get; }

    public Meeting Meeting => Witnessing.Meeting;

    public Books Books { get; }

    public HeardAnswers Heard { get; }

    /// <param name="name">Its folder below <c>.dev/live</c>, which stays until the next time.</param>
    public static async Task<LiveSession> Start(string name, DemoOptions options, DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var folder = FolderOf(name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var programs = PublishedPrograms.Of(CourtHost.Repository);
        var data = Path.Combine(folder, "court");
        var database = await CourtDatabase.Create(kind, data);
        var court = new LocalCourt(programs, data, Voice.FirstWords, kind == DatabaseKind.Postgres ? database.Connection : null);
        await court.Open();
        var cast = await Cast.Enter(court, options, Voice.FirstWords);
        var outcome = new Outcome(folder);
        return new LiveSession(programs, database, court, cast, outcome, await WholeWitnessing.Of(court, options, cast, outcome.Keep));
    }

    public static string FolderOf(string name) => Path.Combine(CourtHost.Repository, ".dev", "live", name);

    /// <summary>Does it; when it fails, what stood on the three screens is kept.</summary>
    public async Task Play(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch
        {
            await Cast.Photograph(Path.Combine(Outcome.Folder, "stopped"));
            throw;
        }
    }

    /// <summary>Whether the separate verifier finds the package in order.</summary>
    public Task<bool> Verify() => Outcome.Verify(programs.Verifier, Court.Address);

    /// <summary>Processes that work in the court's folder: after the court was closed there must be none.</summary>
    public IReadOnlyList<string> StillRunning() =>
        [.. Directory.EnumerateDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out _) && WorksIn(process, Court.Data))];

    public async ValueTask DisposeAsync()
    {
        await Cast.DisposeAsync();
        await Court.DisposeAsync();
        await database.DisposeAsync();
    }

    static bool WorksIn(string process, string folder)
    {
        try
        {
            return File.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName == folder;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

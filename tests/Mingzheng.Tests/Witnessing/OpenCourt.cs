using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>One court for the tests of a class, with its lawyer and judge at their browsers; each test brings a principal of its own.</summary>
public sealed class OpenCourt : IAsyncLifetime
{
    public DatabaseKind Kind { get; init; } = DatabaseKind.Sqlite;

    public CourtHost Court { get; private set; } = null!;

    public Scene Scene { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Court = await CourtHost.Start(Kind);
        Scene = await Scene.SignedIn(Court);
    }

    public async Task DisposeAsync()
    {
        Scene.Dispose();
        await Court.DisposeAsync();
    }
}

/// <summary>One such court per database, opened when the first test asks for it.</summary>
public sealed class OpenCourts : IAsyncLifetime
{
    readonly Dictionary<DatabaseKind, OpenCourt> known = [];

    public async Task<OpenCourt> On(DatabaseKind kind)
    {
        if (!known.TryGetValue(kind, out var court))
        {
            known[kind] = court = new OpenCourt { Kind = kind };
            await court.InitializeAsync();
        }

        return court;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var court in known.Values)
        {
            await court.DisposeAsync();
        }
    }
}

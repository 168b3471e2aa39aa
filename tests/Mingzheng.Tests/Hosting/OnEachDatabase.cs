using Mingzheng.Base.Database;
using Xunit;

namespace Mingzheng.Tests.Hosting;

/// <summary>One thing per database, made when it is first needed and shared by the tests of a fixture.</summary>
public abstract class OnEachDatabase<T>(Func<DatabaseKind, Task<T>> make) : IAsyncLifetime
    where T : IAsyncDisposable
{
    readonly Dictionary<DatabaseKind, T> known = [];

    public async Task<T> On(DatabaseKind kind)
    {
        if (!known.TryGetValue(kind, out var one))
        {
            known[kind] = one = await make(kind);
        }

        return one;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var one in known.Values)
        {
            await one.DisposeAsync();
        }
    }
}

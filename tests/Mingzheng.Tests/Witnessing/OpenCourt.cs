using Mingzheng.Tests.Hosting;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>One court for the tests of a class, with its lawyer and judge at their browsers; each test brings a principal of its own.</summary>
public sealed class OpenCourt : IAsyncLifetime
{
    public CourtHost Court { get; private set; } = null!;

    public Scene Scene { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Court = await CourtHost.Start();
        Scene = await Scene.SignedIn(Court);
    }

    public async Task DisposeAsync()
    {
        Scene.Dispose();
        await Court.DisposeAsync();
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mingzheng.Documents;
using Xunit;

namespace Mingzheng.Tests.Documents;

/// <summary>One real typesetting engine for the tests of a class.</summary>
public sealed class Workshop : IAsyncLifetime
{
    public Typesetter Typesetter { get; } = Make();

    public static Typesetter Make(Action<TypesetterOptions>? change = null)
    {
        var options = new TypesetterOptions { Timeout = TimeSpan.FromSeconds(60) };
        change?.Invoke(options);
        return new Typesetter(Options.Create(options), TimeProvider.System, NullLogger<Typesetter>.Instance);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Typesetter.DisposeAsync();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Mingzheng.Documents;

/// <summary>
/// Keeps one typesetting engine running and gives it one document at a time. An engine that dies is started again, ever
/// more slowly while it keeps dying; rendering has no side effect, so the document in hand is simply tried once more.
/// </summary>
public sealed class Typesetter(IOptions<TypesetterOptions> options, TimeProvider time, ILogger<Typesetter> log)
    : ITypesetter, IAsyncDisposable
{
    const int Attempts = 2;
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    readonly TypesetterOptions options = options.Value;
    readonly SemaphoreSlim turn = new(1, 1);
    TypesetterProcess? engine;
    TimeSpan pause = TimeSpan.Zero;
    int waiting;
    int disposed;

    public async Task<Typeset> Render(string templateName, JsonObject data, CancellationToken cancel)
    {
        if (Interlocked.Increment(ref waiting) > options.Queue)
        {
            Interlocked.Decrement(ref waiting);
            throw new TypesettingException(TypesettingFault.Busy, $"More than {options.Queue} documents are waiting.");
        }

        try
        {
            await turn.WaitAsync(cancel);
            try
            {
                return await RenderInTurn(templateName, data);
            }
            finally
            {
                turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <summary>Starts the engine ahead of the first document.</summary>
    internal async Task Warm(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            await RunningEngine();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>May be called twice: the container knows the engine under two names.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            await turn.WaitAsync();
            await EndEngine();
            turn.Dispose();
        }
    }

    // A rendering that has begun is not abandoned with its caller: the engine cannot be interrupted, and the next document
    // would wait for it all the same.
    async Task<Typeset> RenderInTurn(string template, JsonObject data)
    {
        for (var attempt = 1; ; attempt++)
        {
            var running = await RunningEngine();
            using var limit = new CancellationTokenSource(options.Timeout, time);
            try
            {
                var typeset = await running.Render(template, data, limit.Token);
                pause = TimeSpan.Zero;
                return typeset;
            }
            catch (OperationCanceledException)
            {
                await EndEngine();
                throw new TypesettingException(TypesettingFault.TimedOut, $"{template} took longer than {options.Timeout}.");
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException)
            {
                log.EngineDied(template, fault);
                await EndEngine();
                LengthenPause();
                if (attempt == Attempts)
                {
                    throw Unavailable(fault);
                }
            }
        }
    }

    async Task<TypesetterProcess> RunningEngine()
    {
        if (engine is { HasExited: false })
        {
            return engine;
        }

        await EndEngine();
        await Task.Delay(pause, time);
        using var limit = new CancellationTokenSource(options.StartTimeout, time);
        try
        {
            engine = await TypesetterProcess.Start(options, log, limit.Token);
            log.EngineStarted(options.Templates);
            return engine;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or System.ComponentModel.Win32Exception)
        {
            LengthenPause();
            throw Unavailable(fault);
        }
    }

    async Task EndEngine()
    {
        if (engine is { } ending)
        {
            engine = null;
            await ending.DisposeAsync();
        }
    }

    void LengthenPause() =>
        pause = pause == TimeSpan.Zero ? TimeSpan.FromMilliseconds(100) : pause * 2 < LongestPause ? pause * 2 : LongestPause;

    static TypesettingException Unavailable(Exception cause) =>
        new(TypesettingFault.Unavailable, $"The typesetting engine is not running: {cause.Message}", cause);
}

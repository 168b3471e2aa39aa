using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mingzheng.Tests.Hosting;

/// <summary>Keeps every log line of a court, so that a test can look for what must never be logged.</summary>
public sealed class LogLines : ILoggerProvider
{
    readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> All => lines;

    public ILogger CreateLogger(string categoryName) => new Keeper(categoryName, lines);

    public void Dispose()
    {
        // The lines stay readable after the court has stopped.
    }

    sealed class Keeper(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mingzheng.Tests.Hosting;

/// <summary>Keeps every log line of a court, so that a test can look for what must never be logged.</summary>
public sealed class LogLines : ILoggerProvider
{
    readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> All => lines;

    /// <summary>Raised with each line, on whatever thread wrote it.</summary>
    public event Action<string>? Written;

    public ILogger CreateLogger(string categoryName) => new Keeper(categoryName, Keep);

    public void Dispose()
    {
        // The lines stay readable after the court has stopped.
    }

    void Keep(string line)
    {
        lines.Enqueue(line);
        Written?.Invoke(line);
    }

    sealed class Keeper(string category, Action<string> keep) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            keep($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}

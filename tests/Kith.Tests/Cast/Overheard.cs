using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Kith.Tests;

/// <summary>Every line that goes to the log, however quiet.</summary>
sealed class Overheard : ILoggerProvider, ILogger
{
    readonly ConcurrentQueue<string> lines = new();

    public string Words => string.Join('\n', lines);

    /// <summary>For <see cref="World.OpenAsync"/>: all that can be said is said.</summary>
    public void Listen(IWebHostBuilder builder) => builder.UseSetting("Logging:LogLevel:Default", "Trace").ConfigureLogging(logging => logging.AddProvider(this));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose() { }
}

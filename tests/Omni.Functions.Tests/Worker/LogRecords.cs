using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Omni.Functions.Tests.Worker;

/// <summary>What an app under test has logged, scopes included.</summary>
public sealed class LogRecords : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<LogRecord> records = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public IEnumerable<LogRecord> Worker => Of("Omni.Worker");

    public IEnumerable<LogRecord> Of(string category) => records.Where(record => record.Category.StartsWith(category, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(LogRecords owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => owner.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var around = new List<string>();
            owner.scopes.ForEachScope((scope, list) => list.Add($"{scope}"), around);
            owner.records.Enqueue(new LogRecord(category, logLevel, formatter(state, exception), string.Join(" > ", around), exception));
        }
    }
}

public sealed record LogRecord(string Category, LogLevel Level, string Message, string Scopes, Exception? Exception);

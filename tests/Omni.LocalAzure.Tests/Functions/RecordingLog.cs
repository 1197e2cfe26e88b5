using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Omni.LocalAzure.Tests.Functions;

/// <summary>Keeps every record of the host.</summary>
internal sealed class RecordingLog : ILoggerProvider
{
    private readonly Channel<LogLine> _lines = Channel.CreateUnbounded<LogLine>();

    public ILogger CreateLogger(string categoryName) => new Category(categoryName, _lines.Writer);

    /// <summary>Waits for a record.</summary>
    public async Task<LogLine> FindAsync(Func<LogLine, bool> wanted)
    {
        var patience = Patience.Token();
        while (true)
        {
            var line = await _lines.Reader.ReadAsync(patience);
            if (wanted(line)) return line;
        }
    }

    public void Dispose() => _lines.Writer.TryComplete();

    private sealed class Category(string name, ChannelWriter<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.TryWrite(new LogLine(logLevel, name, formatter(state, exception)));
    }
}

internal sealed record LogLine(LogLevel Level, string Category, string Text);

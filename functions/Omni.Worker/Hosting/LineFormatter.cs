using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Omni.Worker.Hosting;

/// <summary>A record is one line, without a time: the host stamps it. Of the scopes only the invocation is written.</summary>
internal sealed class LineFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(Abbreviation(logEntry.LogLevel));
        textWriter.Write(' ');
        textWriter.Write(logEntry.Category);
        textWriter.Write('[');
        textWriter.Write(logEntry.EventId.Id);
        textWriter.Write("] ");
        WriteOneLine(textWriter, logEntry.Formatter(logEntry.State, logEntry.Exception));
        scopeProvider?.ForEachScope(WriteInvocation, textWriter);
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(" | ");
            WriteOneLine(textWriter, exception.ToString());
        }

        textWriter.Write('\n');
    }

    private static void WriteInvocation(object? scope, TextWriter textWriter)
    {
        if (scope is not InvocationScope invocation)
            return;
        textWriter.Write(" (");
        textWriter.Write(invocation.ToString());
        textWriter.Write(')');
    }

    private static void WriteOneLine(TextWriter textWriter, string text) =>
        textWriter.Write(text.ReplaceLineEndings(" | "));

    private static string Abbreviation(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}

namespace Omni.LocalAzure.Functions.Handler;

internal static partial class HandlerLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    public static partial void ConsoleLine(ILogger logger, string line);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Line}")]
    public static partial void ConsoleError(ILogger logger, string line);

    [LoggerMessage(Level = LogLevel.Information, Message = "Handler process {ProcessId} serves on port {Port}")]
    public static partial void Ready(ILogger logger, int processId, int port);

    [LoggerMessage(Level = LogLevel.Error, Message = "Handler process {ProcessId} ended with exit code {ExitCode}")]
    public static partial void Ended(ILogger logger, int processId, int exitCode);

    [LoggerMessage(Level = LogLevel.Error, Message = "Handler process {ProcessId} did not answer within {Timeout}; it is killed")]
    public static partial void NotReady(ILogger logger, int processId, TimeSpan timeout);

    [LoggerMessage(Level = LogLevel.Error, Message = "Handler process {ProcessId} is killed and started anew: an invocation ran out of time")]
    public static partial void Replaced(ILogger logger, int processId);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The handler failed {Errors} times; the Functions host ends")]
    public static partial void GaveUp(ILogger logger, int errors);
}

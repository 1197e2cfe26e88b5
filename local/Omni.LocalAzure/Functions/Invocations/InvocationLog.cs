namespace Omni.LocalAzure.Functions.Invocations;

internal static partial class InvocationLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Executed {Function}, {InvocationId}, in {Elapsed}")]
    public static partial void Executed(ILogger logger, string function, Guid invocationId, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed {Function}, {InvocationId}: {Reason}")]
    public static partial void Failed(ILogger logger, string function, Guid invocationId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Line}")]
    public static partial void UserLine(ILogger logger, string line);
}

namespace Omni.LocalAzure.Functions.Changes;

internal static partial class ChangeLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: {Count} changed documents are lost to it, its invocation failed")]
    public static partial void Lost(ILogger logger, string function, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: the change feed cannot be read, trying again")]
    public static partial void ReadFailed(ILogger logger, string function, Exception failure);
}

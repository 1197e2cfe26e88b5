namespace Omni.LocalAzure.Functions.Messages;

internal static partial class MessageLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: a lock was lost before its messages were completed; they are delivered again")]
    public static partial void LockLost(ILogger logger, string function);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: a batch without dataType holds a message that is not JSON; it fails unseen")]
    public static partial void NotJson(ILogger logger, string function);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: receiving failed, trying again")]
    public static partial void ReceiveFailed(ILogger logger, string function, Exception failure);
}

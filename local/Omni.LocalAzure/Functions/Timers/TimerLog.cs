namespace Omni.LocalAzure.Functions.Timers;

internal static partial class TimerLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: the timer failed, trying again")]
    public static partial void RunFailed(ILogger logger, string function, Exception failure);
}

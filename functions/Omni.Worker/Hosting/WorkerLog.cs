using Microsoft.Extensions.Logging;

namespace Omni.Worker.Hosting;

internal static partial class WorkerLog
{
    [LoggerMessage(1, LogLevel.Error, "Function {Function} failed in invocation {InvocationId}.")]
    public static partial void FunctionFailed(ILogger logger, string function, string invocationId, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "The request was refused with status {Status}.")]
    public static partial void RequestRefused(ILogger logger, int status, Exception? cause);

    [LoggerMessage(3, LogLevel.Warning, "Warming up {Part} failed; the first use will be slower.")]
    public static partial void WarmUpFailed(ILogger logger, string part, Exception failure);
}

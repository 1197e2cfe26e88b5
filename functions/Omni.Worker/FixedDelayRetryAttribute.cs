namespace Omni.Worker;

/// <param name="maxRetryCount">-1 repeats for ever.</param>
/// <param name="delayInterval"><c>hh:mm:ss</c></param>
public sealed class FixedDelayRetryAttribute(int maxRetryCount, string delayInterval) : RetryAttribute(maxRetryCount)
{
    public string DelayInterval { get; } = delayInterval;
}

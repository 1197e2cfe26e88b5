namespace Omni.Worker;

/// <param name="maxRetryCount">-1 repeats for ever.</param>
/// <param name="minimumInterval"><c>hh:mm:ss</c></param>
/// <param name="maximumInterval"><c>hh:mm:ss</c></param>
public sealed class ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    : RetryAttribute(maxRetryCount)
{
    public string MinimumInterval { get; } = minimumInterval;

    public string MaximumInterval { get; } = maximumInterval;
}

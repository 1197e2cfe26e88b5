namespace Omni.Worker;

/// <summary>
/// Lets the host repeat a failed invocation. It does so for timers and the Cosmos change feed; Service Bus and HTTP have their own
/// ways.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute(int maxRetryCount) : Attribute
{
    /// <summary>-1 repeats for ever.</summary>
    public int MaxRetryCount { get; } = maxRetryCount;
}

namespace Omni.Worker;

/// <summary>
/// Work that makes the first invocation faster. Runs after the worker's first answer; a failure is logged and otherwise without effect.
/// </summary>
public interface IWarmUp
{
    Task WarmUpAsync(CancellationToken cancellation);
}

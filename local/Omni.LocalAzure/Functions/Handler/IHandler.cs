namespace Omni.LocalAzure.Functions.Handler;

/// <summary>The custom handler as those see it who call it.</summary>
public interface IHandler
{
    /// <summary>The running handler; while there is none, waits for the next.</summary>
    ValueTask<HandlerInstance> WaitUntilReadyAsync(CancellationToken cancellation);

    /// <summary>Kills this instance, whose invocation ran out of time, and starts another. Nothing happens when it is gone already.</summary>
    void Replace(HandlerInstance instance);
}

/// <param name="Address">Where it listens.</param>
/// <param name="ProcessId">Tells one instance from the next on the same address.</param>
public sealed record HandlerInstance(Uri Address, int ProcessId);

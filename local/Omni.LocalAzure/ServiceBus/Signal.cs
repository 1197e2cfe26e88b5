namespace Omni.LocalAzure.ServiceBus;

/// <summary>Wakes all who wait. Used under the lock of its owner; the waiting itself happens outside.</summary>
internal sealed class Signal
{
    private TaskCompletionSource? _waiting;

    public Task Next => (_waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Pulse()
    {
        _waiting?.TrySetResult();
        _waiting = null;
    }
}

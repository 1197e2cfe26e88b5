namespace Omni.Worker.Hosting;

/// <summary>The moment the worker has answered for the first time. Whoever started it has stopped waiting.</summary>
internal sealed class FirstAnswer
{
    private readonly TaskCompletionSource given = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Given => given.Task;

    public void Give() => given.TrySetResult();
}

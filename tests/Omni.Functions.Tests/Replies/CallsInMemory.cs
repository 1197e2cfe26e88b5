namespace Omni.Functions.Tests.Replies;

/// <summary>A store in memory, whose callers may die at any call.</summary>
internal abstract class CallsInMemory
{
    protected Lock Gate { get; } = new();

    /// <summary>What it throws before is a call that never arrived; after it an answer that got lost.</summary>
    public Action<string> Around { get; set; } = static _ => { };

    protected async Task<T> CallAsync<T>(string name, Func<T> body)
    {
        await Task.Yield();
        Around(name);
        T result;
        lock (Gate)
            result = body();
        Around(name);
        return result;
    }
}

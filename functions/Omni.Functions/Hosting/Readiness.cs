using Omni.Functions.Customers;
using Omni.Functions.Stores;

namespace Omni.Functions.Hosting;

/// <summary>Whether bus and store answer; asked by many, found out at most once a second.</summary>
public sealed class Readiness(ICustomerStore store, ServiceBusProbe bus, TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly string[] Parts = ["service bus", "customer store"];

    private readonly Lock _lock = new();
    private Task<IReadOnlyList<string>>? _latest;
    private long _askedAt;

    /// <returns>The names of what does not answer.</returns>
    public Task<IReadOnlyList<string>> FindMissingAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_latest is null || (_latest.IsCompleted && clock.GetElapsedTime(_askedAt) >= Freshness))
            {
                _latest = AskAsync();
                _askedAt = clock.GetTimestamp();
            }

            return _latest.WaitAsync(cancellation);
        }
    }

    private async Task<IReadOnlyList<string>> AskAsync()
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        var answers = await Task.WhenAll(
            IsThereAsync(bus.ReachAsync, patience.Token), IsThereAsync(store.ReachAsync, patience.Token));
        return [.. Parts.Where((_, i) => !answers[i])];
    }

    private static async Task<bool> IsThereAsync(Func<CancellationToken, Task> reach, CancellationToken cancellation)
    {
        try
        {
            await reach(cancellation).WaitAsync(cancellation);
            return true;
        }
        catch (Exception)
        {
            // Whatever it was, the answer is no; the calls that need it report their own failures.
            return false;
        }
    }
}

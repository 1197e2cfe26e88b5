using Omni.Functions.Customers.Suggestions;

namespace Omni.Functions.Tests.Customers;

/// <summary>The port with real conditions. Faults come from <see cref="BeforeCall"/>.</summary>
internal sealed class InMemoryCustomerPairs : ICustomerPairs
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CustomerPair> _pairs = [];
    private long _version;

    /// <summary>Runs before each call with its name; what it throws is a call that never arrived.</summary>
    public Action<string> BeforeCall { get; set; } = static _ => { };

    /// <summary>What it throws is an answer that got lost: the write is done.</summary>
    public Action<string> AfterCall { get; set; } = static _ => { };

    public int Calls { get; private set; }

    public IReadOnlyCollection<CustomerPair> All
    {
        get
        {
            lock (_lock)
                return [.. _pairs.Values.OrderBy(static pair => pair.Rank, StringComparer.Ordinal)];
        }
    }

    public Task<bool> AddAsync(CustomerPair pair, CancellationToken cancellation) =>
        Call("add pair", () => _pairs.TryAdd(pair.Id, pair with { ETag = NextTag() }), cancellation);

    public Task<bool> ReplaceAsync(CustomerPair pair, CancellationToken cancellation) => Call("replace pair", () =>
    {
        ArgumentException.ThrowIfNullOrEmpty(pair.ETag);
        if (_pairs.GetValueOrDefault(pair.Id)?.ETag != pair.ETag)
            return false;
        _pairs[pair.Id] = pair with { ETag = NextTag() };
        return true;
    }, cancellation);

    public Task<CustomerPair?> FindAsync(string id, CancellationToken cancellation) =>
        Call("find pair", () => _pairs.GetValueOrDefault(id), cancellation);

    public Task<IReadOnlyList<CustomerPair>> FindOfAsync(IReadOnlyCollection<string> customerIds, PairState state, CancellationToken cancellation) =>
        Call<IReadOnlyList<CustomerPair>>("find pairs of", () =>
            [.. _pairs.Values.Where(pair => pair.State == state && (customerIds.Contains(pair.First) || customerIds.Contains(pair.Second)))], cancellation);

    public Task<PairPage> ListAsync(PairState state, int limit, string? continuation, CancellationToken cancellation) =>
        Call("list pairs", () => PairPage.Of(
            [
                .. _pairs.Values.Where(pair => pair.State == state && string.CompareOrdinal(pair.Rank, continuation ?? "") > 0)
                    .OrderBy(static pair => pair.Rank, StringComparer.Ordinal).Take(limit + 1),
            ],
            limit), cancellation);

    private string NextTag() => $"\"{++_version}\"";

    private async Task<T> Call<T>(string name, Func<T> body, CancellationToken cancellation)
    {
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        BeforeCall(name);
        T result;
        lock (_lock)
        {
            Calls++;
            result = body();
        }

        AfterCall(name);
        return result;
    }
}

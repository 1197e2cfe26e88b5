using Omni.Functions.Customers;
using Omni.Functions.Customers.Merging;
using Omni.Functions.Customers.Replaying;
using Omni.Functions.Stores;

namespace Omni.Replay;

/// <summary>A replay on the store of an installation, wired as the app is.</summary>
internal sealed class ReplayRun : IDisposable
{
    private readonly ReplaySettings _settings;
    private readonly CosmosContainers _containers;
    private readonly CosmosCustomerPairs _pairs;
    private readonly HistoryReader _reader;

    public ReplayRun(ReplaySettings settings)
    {
        _settings = settings;
        _containers = new CosmosContainers(settings.Connect, settings.Database);
        _pairs = new CosmosCustomerPairs(_containers);
        _reader = new HistoryReader(new CosmosHistoryStore(_containers), _pairs);
    }

    public async Task<Difference> CompareAsync(CancellationToken cancellation)
    {
        var history = await _reader.ReadAsync(cancellation);
        return DifferenceRules.Between(history, ReplayRules.Replay(history, _settings.Rules));
    }

    /// <exception cref="ReplayFailedException">The settings lack what ids of customers are made of.</exception>
    public Task<AppliedReplay> ApplyAsync(CancellationToken cancellation)
    {
        if (!_settings.HasSalt)
            throw new ReplayFailedException("Omni__IdSalt is missing in the settings: give that of the app, or only look with --dry-run");
        var (store, cache, patience) = (new CosmosCustomerStore(_containers), new CustomerCache(), new RivalPatience(_settings.Rules, TimeProvider.System));
        var contacts = new ReturnedContacts(store, cache, new CustomerLookup(store, _pairs, cache, _settings.Rules));
        var merging = new MergeCustomers(store, _pairs, new CustomerWriter(store, _pairs, cache, TimeProvider.System), patience, TimeProvider.System);
        var separating = new SeparateCustomers(store, _pairs, new CustomerReturn(store, cache, contacts), patience, TimeProvider.System);
        var settling = new Settling(store, _pairs, cache, patience, TimeProvider.System);
        return new ReplayApplication(_reader, new ReplayedMerges(store, _reader, merging, separating), settling, _settings.Rules).ApplyAsync(cancellation);
    }

    public void Dispose() => _containers.Dispose();
}

using Omni.Functions.Customers;
using Omni.Functions.Customers.Replaying;
using Omni.Functions.Customers.Suggestions;
using Omni.Functions.Stores;
using Omni.LocalAzure.Cosmos;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Stores;

/// <summary>The adapter through the real SDK.</summary>
public sealed class CosmosHistoryStoreTests : HistoryStoreContract, IAsyncLifetime
{
    private LocalCosmos _cosmos = null!; // Set before each test.

    internal override (ICustomerStore Store, ICustomerPairs Pairs, IHistoryStore History) Parts =>
        (new CosmosCustomerStore(_cosmos.Containers), new CosmosCustomerPairs(_cosmos.Containers), new CosmosHistoryStore(_cosmos.Containers));

    public async Task InitializeAsync() => _cosmos = await LocalCosmos.StartAsync();

    public async Task DisposeAsync() => await _cosmos.DisposeAsync();

    [Fact]
    public async Task A_history_of_several_pages_is_read_whole()
    {
        foreach (var part in Enumerable.Range(0, 2500).Select(number => Contact(number, $"phone:+7495{number % 300:D7}")).Chunk(500))
            await Resolution(Parts.Store).ResolveAsync(part, default);

        var history = await new HistoryReader(Parts.History, Parts.Pairs).ReadAsync(default);

        Assert.Equal(2500, history.Entries.Select(static entry => entry.Contact.Id).Distinct().Count());
        Assert.True(DifferenceRules.Between(history, ReplayRules.Replay(history, Options)).IsNone);
    }

    [Fact]
    public async Task A_store_that_cannot_answer_is_unavailable()
    {
        await Parts.Store.ReachAsync(default);
        _cosmos.Account.Faults.Start(new CosmosFault { Status = 503, Seconds = 600 });

        await Assert.ThrowsAsync<StoreUnavailableException>(() => new HistoryReader(Parts.History, Parts.Pairs).ReadAsync(default));
    }
}

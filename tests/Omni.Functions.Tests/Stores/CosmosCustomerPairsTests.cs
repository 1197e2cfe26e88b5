using Omni.Functions.Stores;

namespace Omni.Functions.Tests.Stores;

/// <summary>The adapter through the real SDK.</summary>
public sealed class CosmosCustomerPairsTests : CustomerPairsContract, IAsyncLifetime
{
    private LocalCosmos _cosmos = null!; // Set before each test.

    public async Task InitializeAsync()
    {
        _cosmos = await LocalCosmos.StartAsync();
        Pairs = new CosmosCustomerPairs(_cosmos.Containers);
    }

    public async Task DisposeAsync() => await _cosmos.DisposeAsync();
}

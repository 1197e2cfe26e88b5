using Omni.Functions.Stores;
using Omni.Functions.Tests.Customers;
using Omni.Functions.Tests.Stores;

namespace Omni.Functions.Tests.Queries;

/// <summary>The weeks of the <see cref="Shop"/> in the store, resolved by the app one after the other.</summary>
public sealed class StoredShop : IAsyncLifetime
{
    private LocalCosmos _cosmos = null!; // Set before each test.

    internal CosmosContainers Containers => _cosmos.Containers;

    public async Task InitializeAsync()
    {
        _cosmos = await LocalCosmos.StartAsync();
        var resolution = People.Resolution(new CosmosCustomerStore(_cosmos.Containers));
        foreach (var contact in Shop.Contacts) await resolution.ResolveAsync([contact], default);
    }

    public async Task DisposeAsync() => await _cosmos.DisposeAsync();
}

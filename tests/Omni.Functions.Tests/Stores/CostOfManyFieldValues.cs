using Omni.Functions.Stores;
using Omni.Functions.Tests.Customers.Golden;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Stores;

/// <summary>What a contact costs of a customer of whom as many values are known as a profile holds.</summary>
public sealed class CostOfManyFieldValues
{
    [Fact]
    public async Task A_contact_of_a_customer_whom_a_flood_of_forms_and_accounts_has_described_costs_no_more_than_25_units()
    {
        await using var cosmos = await LocalCosmos.StartAsync();
        var store = new CosmosCustomerStore(cosmos.Containers);
        await Resolution(store).ResolveAsync([.. Enumerable.Range(0, 20).SelectMany(FieldValuesTests.Flood)], default);

        cosmos.Account.Statistics.Reset();
        await Resolution(store).ResolveAsync([Told.Account(100, "Anna", "ru")], default);

        var (requests, units) = cosmos.Spent();
        Assert.InRange(requests, 1, 3);
        Assert.InRange(units, 1, 25);
    }
}

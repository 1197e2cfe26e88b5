using System.Text.Json;
using Omni.Functions.Contacts;
using Omni.Functions.Customers;
using Omni.Functions.Stores;
using Omni.Functions.Timeline;
using static Omni.Functions.Tests.Crm.Changes;
using static Omni.Functions.Tests.Customers.People;

namespace Omni.Functions.Tests.Stores;

public sealed class CrmEntriesInCosmosTests : IAsyncLifetime
{
    private LocalCosmos _cosmos = null!; // Set before each test.
    private CosmosCustomerStore _store = null!; // Set before each test.

    public async Task InitializeAsync()
    {
        _cosmos = await LocalCosmos.StartAsync();
        _store = new CosmosCustomerStore(_cosmos.Containers);
    }

    public async Task DisposeAsync() => await _cosmos.DisposeAsync();

    [Fact]
    public async Task The_timeline_shows_a_change_as_an_entry_of_its_own_type_without_the_CRMs_own_part()
    {
        var change = Change(3, "5501", CrmAction.Created, ("city", "Perm")).WithPhone("+74951234567") with { Raw = JsonSerializer.SerializeToElement("raw") };
        await Resolution(_store).ResolveAsync([Contact(0, "phone:+74951234567"), CrmFact.Of(change)], default);
        await Resolution(_store).ResolveAsync([CrmFact.Of(change)], default);

        var link = Assert.Single(await _store.FindLinksAsync([change.Identities[0]], default));
        var page = await new TimelineReader(new CosmosTimelineStore(_cosmos.Containers, _store)).ReadAsync(link.CustomerId, TimelineQuery.Parse(null, "asc", null)!, default);

        Assert.Equal(["contact", "crm"], page!.Items.Select(entry => entry.Type));
        var entry = page.Items[1];
        Assert.Null(entry.Contact);
        Assert.Equal((change.Id, CrmAction.Created, "Perm", null), (entry.Id, entry.Crm!.Action, entry.Crm.Attributes["city"], entry.Crm.Raw));
        Assert.Contains("\"crm\":{\"id\":", JsonSerializer.Serialize(page, TimelineJson.Answers.TimelinePage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_known_from_a_CRM_alone_is_found_by_name_after_those_who_wrote()
    {
        await Resolution(_store).ResolveAsync([CrmFact.Of(Change(1, "1") with { DisplayName = "Anna of the CRM" })], default);
        var writer = Contact(2, "phone:+74951234567");
        await Resolution(_store).ResolveAsync([writer with { From = writer.From with { DisplayName = "Anna who wrote" } }], default);

        var found = await _store.FindByNameAsync("anna", 10, default);

        Assert.Equal(["Anna who wrote", "Anna of the CRM"], found.Select(profile => profile.DisplayName));
        Assert.Contains("\"lastContactAt\":null", JsonSerializer.Serialize(found[1], CustomerJson.Default.Profile), StringComparison.Ordinal);
    }
}

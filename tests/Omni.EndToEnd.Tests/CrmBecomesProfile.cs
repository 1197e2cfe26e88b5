using System.Net;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

[Collection(Peaceful.Name)]
public sealed class CrmBecomesProfile(PeacefulHub fixture)
{
    private readonly Hub _hub = fixture.Hub;

    [Fact]
    public async Task Who_is_added_to_the_CRM_and_then_writes_from_the_same_phone_is_one_customer()
    {
        Assert.Equal(HttpStatusCode.OK, await _hub.PostAsync(Hub.AmoCrm.ContactAdded(9007001, "Анна Смирнова", "+44 7700 909001", Hub.Noon)));
        await _hub.CustomerAsync("amocrm_contact:29000001:9007001", contacts: 0);
        Assert.Equal(HttpStatusCode.OK, await _hub.PostAsync(Hub.WhatsApp.Text("447700909001", "Anna", "wamid.crm.1", "Где мой заказ?", Hub.Noon.AddMinutes(1))));
        await _hub.CustomerAsync("phone:+447700909001", contacts: 1);
        await _hub.DeliverAsync(Hub.AmoCrm.ContactUpdated(9007001, "Анна Иванова", "+44 7700 909001", Hub.Noon.AddMinutes(2)));

        var customer = await Eventually.SeeAsync(
            _ => _hub.CustomerAsync("phone:+447700909001", contacts: 1),
            found => found.GetProperty("displayName").GetString() == "Анна Иванова",
            TimeSpan.FromSeconds(30));

        var record = Assert.Single(customer.GetProperty("crmRecords").EnumerateArray());
        Assert.Equal("Анна Иванова", record.GetProperty("attributes").GetProperty("name").GetString());
        Assert.Equal(1, customer.GetProperty("contactCount").GetInt32());
        var timeline = await _hub.Api.TimelineAsync(customer.GetProperty("id").GetString() ?? "", CancellationToken.None);
        Assert.Equal(["crm", "contact", "crm"], timeline.Select(entry => entry.GetProperty("type").GetString()));
        Assert.Equal(["created", "updated"], timeline.Where(entry => entry.TryGetProperty("crm", out _)).Select(entry => entry.GetProperty("crm").GetProperty("action").GetString()));
        var byRecord = await _hub.CustomerAsync("amocrm_contact:29000001:9007001", contacts: 1);
        Assert.Equal(customer.GetProperty("id").GetString(), byRecord.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_property_that_changes_in_HubSpot_is_in_the_profile_of_the_phones_owner()
    {
        var now = TimeProvider.System.GetUtcNow();
        await _hub.DeliverAsync(Hub.WhatsApp.Text("447700909002", "Oleg", "wamid.crm.2", "Hello", Hub.Noon));
        await _hub.DeliverAsync(_hub.HubSpot.PropertyChanged(9007002, 1, "phone", "+447700909002", now));
        await _hub.DeliverAsync(_hub.HubSpot.PropertyChanged(9007002, 2, "jobtitle", "Buyer", now));

        var customer = await Eventually.SeeAsync(
            _ => _hub.CustomerAsync("phone:+447700909002", contacts: 1),
            found => found.GetProperty("crmRecords").EnumerateArray().Any(record => record.GetProperty("attributes").TryGetProperty("jobtitle", out _)),
            TimeSpan.FromSeconds(30));

        Assert.Contains(customer.GetProperty("identities").EnumerateArray(), identity => identity.GetProperty("value").GetString() == "62515000:9007002" && identity.GetProperty("trust").GetString() == "verified");
        Assert.Contains(customer.GetProperty("identities").EnumerateArray(), identity => identity.GetProperty("kind").GetString() == "phone" && identity.GetProperty("trust").GetString() == "verified");
    }
}

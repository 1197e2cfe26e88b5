using System.Text.Json;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;
using Omni.Functions.Ingestion;
using Omni.Functions.Stores;
using static Omni.Functions.Tests.Crm.Changes;

namespace Omni.Functions.Tests.Stores;

public sealed class ServiceBusCrmTopicTests
{
    private readonly RecordingSender _sender = new();

    [Fact]
    public async Task A_change_is_a_CloudEvent_under_its_own_id_in_the_session_of_its_record()
    {
        var (first, second) = (Change(1, "5501", CrmAction.Created, ("city", null)).WithPhone("+74951234567"), Change(2, "5501"));

        await PublishAsync(first, second);

        var messages = Assert.Single(_sender.Requests);
        Assert.Equal([first.Id, second.Id], messages.Select(message => message.MessageId));
        Assert.Equal([LeadingIdentity.BucketOf("amocrm_contact:29000001:5501")], messages.Select(message => message.SessionId).Distinct());
        Assert.All(messages, message => Assert.Equal("omni.crm.changed", message.Subject));
        using var json = JsonDocument.Parse(messages[0].Body.ToMemory());
        Assert.Equal("omni.crm.changed", json.RootElement.GetProperty("type").GetString());
        Assert.Equal("/crm/amocrm/29000001", json.RootElement.GetProperty("source").GetString());
        Assert.Equal(JsonSerializer.Serialize(first), JsonSerializer.Serialize(CrmEvent.Read(messages[0].Body.ToMemory()).Change));
    }

    [Fact]
    public async Task A_change_too_large_for_a_message_goes_without_the_CRMs_own_part()
    {
        await PublishAsync(Change(1, "1", CrmAction.Updated, ("city", "Perm")) with { Raw = JsonSerializer.SerializeToElement(new string('x', 300_000)) });

        var change = CrmEvent.Read(Assert.Single(Assert.Single(_sender.Requests)).Body.ToMemory()).Change!;
        Assert.Equal((null, "Perm"), (change.Raw, change.Attributes["city"]));
    }

    [Fact]
    public async Task A_topic_that_takes_nothing_is_unavailable()
    {
        _sender.Fate = _ => new ServiceBusException("Away.", ServiceBusFailureReason.ServiceBusy);

        await Assert.ThrowsAsync<TopicUnavailableException>(() => PublishAsync(Change(1, "1")));
    }

    private Task PublishAsync(params CrmChange[] changes) => new ServiceBusCrmTopic(_sender, TimeProvider.System).PublishAsync(changes, default);
}

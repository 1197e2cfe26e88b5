using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Azure;
using static Omni.Functions.Tests.Azure.RecordedRequests;

namespace Omni.Functions.Tests.Stores;

public sealed class ServiceBusProbeTests
{
    private const string ConnectionString = "Endpoint=sb://contoso-hub.servicebus.windows.net/;SharedAccessKeyName=All;SharedAccessKey=a2V5";
    private const string LockLost = "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.";

    [Fact]
    public async Task Quarantine_and_subscriptions_are_there_when_all_know_nothing_of_the_lock()
    {
        var requests = new RecordedRequests(Refusal(404, LockLost));

        await Probe(requests).ReachAsync(default);

        Assert.Equal(4, requests.All.Count);
        Assert.Contains("/quarantine/", requests.All[0].Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("/contacts/Subscriptions/customers/$DeadLetterQueue/", requests.All[1].Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("/crm/Subscriptions/profiles/$DeadLetterQueue/", requests.All[2].Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("/contacts/Subscriptions/media/$DeadLetterQueue/", requests.All[3].Address.AbsolutePath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "The messaging entity 'sb://contoso-hub.servicebus.windows.net/contacts' could not be found.")]
    [InlineData(404, "40400: Endpoint not found., Resource:sb://contoso-hub.servicebus.windows.net/contacts.")]
    [InlineData(410, "contacts does not exist.")]
    public async Task A_missing_entity_is_no_lost_lock(int status, string detail)
    {
        var quarantineMissing = new RecordedRequests(Refusal(status, detail), Refusal(404, LockLost));
        var subscriptionMissing = new RecordedRequests(Refusal(404, LockLost), Refusal(status, detail));

        foreach (var requests in new[] { quarantineMissing, subscriptionMissing })
        {
            var failure = await Assert.ThrowsAsync<ServiceBusException>(() => Probe(requests).ReachAsync(default));
            Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, failure.Reason);
        }
    }

    private static Func<HttpResponseMessage> Refusal(int status, string detail) =>
        Answer(status, $"<Error><Code>{status}</Code><Detail>{detail} TrackingId:t-1</Detail></Error>");

    private static ServiceBusProbe Probe(RecordedRequests requests)
    {
        var options = new ServiceBusClientOptions { Transport = requests.Transport };
        options.Retry.MaxRetries = 0;
        return new ServiceBusProbe(new(() => new ServiceBusClient(ConnectionString, options)));
    }
}

using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Customers;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Azure;

namespace Omni.Functions.Tests.Stores;

public sealed class ServiceBusQuarantineTests
{
    private const string Bus = "Endpoint=sb://localhost;SharedAccessKeyName=Root;SharedAccessKey=c2VjcmV0;UseDevelopmentEmulator=true";

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_queue_that_does_not_work_is_unavailable(int status)
    {
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => SendAsync(status));
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public async Task A_message_the_queue_will_never_take_is_no_outage() =>
        await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(400));

    private static Task SendAsync(int status)
    {
        var client = new Lazy<ServiceBusClient>(() => new ServiceBusClient(Bus, new ServiceBusClientOptions
        {
            Transport = new RecordedRequests(RecordedRequests.Answer(status)).Transport,
            Retry = { MaxRetries = 0 },
        }));
        return new ServiceBusQuarantine(client, new ServiceBusProbe(client)).SendAsync(new QuarantinedMessage("m1", "Malformed", "{"u8.ToArray()), default);
    }
}

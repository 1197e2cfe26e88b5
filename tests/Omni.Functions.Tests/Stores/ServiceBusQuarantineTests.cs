using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Customers;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Azure;
using Omni.Functions.Tests.Contacts;

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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_too_large_for_the_queue_is_in_quarantine_and_not_a_byte_of_it_is_lost(bool isText)
    {
        // The topic took it; the properties that quarantine adds are too much.
        var bytes = Enumerable.Repeat(isText ? (byte)'"' : (byte)0xFF, 256 * 1024 - 100).ToArray();
        var claims = new ClaimsInMemory();
        await using var bus = await LocalServiceBus.StartAsync();

        await Quarantine(bus.Client, claims).SendAsync(new QuarantinedMessage("large", "Malformed", bytes), default);

        var message = Assert.IsType<ServiceBusReceivedMessage>(
            await bus.Client.Value.CreateReceiver(ServiceBusQuarantine.Queue).ReceiveMessageAsync(TimeSpan.FromSeconds(10)));
        var properties = message.ApplicationProperties;
        Assert.Equal(("large", "Malformed", (long)bytes.Length), (message.MessageId, properties["reason"], properties["originalLength"]));
        var kept = await claims.FetchAsync(Assert.IsType<string>(properties["dataref"]), default);
        Assert.Equal(bytes, kept?.ToArray());
    }

    [Fact]
    public async Task A_message_that_fits_is_in_quarantine_with_its_bytes()
    {
        byte[] bytes = [0xFF, .. Enumerable.Repeat((byte)'"', 255 * 1024)];
        await using var bus = await LocalServiceBus.StartAsync();

        await Quarantine(bus.Client, new ClaimsInMemory()).SendAsync(new QuarantinedMessage("fits", "Malformed", bytes), default);

        var message = await bus.Client.Value.CreateReceiver(ServiceBusQuarantine.Queue).ReceiveMessageAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(bytes, message?.Body.ToArray());
        Assert.False(message?.ApplicationProperties.ContainsKey("dataref"));
    }

    private static ServiceBusQuarantine Quarantine(Lazy<ServiceBusClient> client, ClaimsInMemory claims) => new(client, claims, new ServiceBusProbe(client));

    private static Task SendAsync(int status)
    {
        var client = new Lazy<ServiceBusClient>(() => new ServiceBusClient(Bus, new ServiceBusClientOptions
        {
            Transport = new RecordedRequests(RecordedRequests.Answer(status)).Transport,
            Retry = { MaxRetries = 0 },
        }));
        return Quarantine(client, new ClaimsInMemory()).SendAsync(new QuarantinedMessage("m1", "Malformed", "{"u8.ToArray()), default);
    }
}

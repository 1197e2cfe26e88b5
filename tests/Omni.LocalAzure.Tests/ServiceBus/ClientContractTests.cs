using Omni.Azure.Messaging.ServiceBus;

namespace Omni.LocalAzure.Tests.ServiceBus;

/// <summary>
/// What our client and a Service Bus namespace owe each other. Runs against the stand-in, and also against the namespace whose
/// connection string is in OMNI_TEST_SERVICEBUS, with the entities of infra/entities.json.
/// </summary>
public sealed class ClientContractTests(ServiceBusServer server) : IClassFixture<ServiceBusServer>
{
    private const string StandIn = "stand-in";
    private const string Queue = "quarantine";

    private static readonly string? Namespace = Environment.GetEnvironmentVariable("OMNI_TEST_SERVICEBUS");

    public static TheoryData<string> Endpoints => Namespace is null ? [StandIn] : [StandIn, "Azure"];

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_message_arrives_as_it_was_sent(string endpoint)
    {
        await using var client = Connect(endpoint);
        var sent = new ServiceBusMessage("""{"text":"Привет, «мир» \"1\""}""")
        {
            MessageId = NewId(),
            Subject = "omni.test",
            CorrelationId = "c-1",
            ApplicationProperties = { ["Provider"] = "telegram", ["attempt"] = 1, ["retry"] = true, ["ratio"] = 0.5, ["name"] = "Анна" },
        };
        await client.CreateSender(Queue).SendMessageAsync(sent);

        var received = await ReceiveAsync(client, sent.MessageId);

        Assert.Equal(sent.Body.ToString(), received.Body.ToString());
        Assert.Equal(("omni.test", "c-1", 1), (received.Subject, received.CorrelationId, received.DeliveryCount));
        Assert.Equal("telegram", received.ApplicationProperties["Provider"]);
        Assert.Equal(1L, received.ApplicationProperties["attempt"]);
        Assert.Equal(true, received.ApplicationProperties["retry"]);
        Assert.Equal(0.5, received.ApplicationProperties["ratio"]);
        Assert.Equal("Анна", received.ApplicationProperties["name"]);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Bytes_that_are_no_text_arrive_unchanged(string endpoint)
    {
        await using var client = Connect(endpoint);
        byte[] bytes = [0xFF, 0x00, 0xC3, 0x28, 0x0D, 0x0A];
        var sent = new ServiceBusMessage(bytes) { MessageId = NewId(), ContentType = "application/x-test", ApplicationProperties = { ["kind"] = "raw" } };
        await client.CreateSender(Queue).SendMessageAsync(sent);

        var received = await ReceiveAsync(client, sent.MessageId);

        Assert.Equal(bytes, received.Body.ToArray());
        Assert.Equal(("application/x-test", "raw"), (received.ContentType, received.ApplicationProperties["kind"]));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task An_abandoned_message_comes_again_until_it_is_completed(string endpoint)
    {
        await using var client = Connect(endpoint);
        var id = NewId();
        await client.CreateSender(Queue).SendMessageAsync(new ServiceBusMessage("{}") { MessageId = id });
        var receiver = client.CreateReceiver(Queue);

        await receiver.AbandonMessageAsync(await ReceiveOnlyAsync(client, id));
        var again = await ReceiveOnlyAsync(client, id);
        await receiver.RenewMessageLockAsync(again);
        await receiver.CompleteMessageAsync(again);

        Assert.Equal(2, again.DeliveryCount);
        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(again));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Messages_larger_together_than_a_batch_all_arrive(string endpoint)
    {
        await using var client = Connect(endpoint);
        var body = new string('x', 100_000);
        var ids = Enumerable.Range(0, 7).Select(_ => NewId()).ToHashSet();

        await client.CreateSender(Queue).SendMessagesAsync(ids.Select(id => new ServiceBusMessage(body) { MessageId = id }));

        for (var left = ids.ToHashSet(); left.Count > 0;)
        {
            var received = await ReceiveNextAsync(client);
            await client.CreateReceiver(Queue).CompleteMessageAsync(received);
            left.Remove(received.MessageId!); // sent with ids
        }
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_message_over_the_limit_is_refused_as_too_large(string endpoint)
    {
        await using var client = Connect(endpoint);
        var large = new ServiceBusMessage(new string('x', 300_000)) { MessageId = NewId() };

        var alone = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender(Queue).SendMessageAsync(large));
        var inBatch = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender(Queue).SendMessagesAsync([large]));

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, alone.Reason);
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, inBatch.Reason);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_session_entity_cannot_be_read_over_rest(string endpoint)
    {
        await using var client = Connect(endpoint);
        var receiver = client.CreateReceiver("contacts", "customers");

        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(1)));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task An_unknown_entity_is_not_found(string endpoint)
    {
        await using var client = Connect(endpoint);

        var missing = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("nowhere").SendMessageAsync(new ServiceBusMessage("{}")));

        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, missing.Reason);
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task A_wrong_key_is_unauthorized(string endpoint)
    {
        var wrong = ConnectionStringOf(endpoint).Replace("SharedAccessKey=", "SharedAccessKey=x", StringComparison.Ordinal);
        await using var client = new ServiceBusClient(wrong);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => client.CreateSender(Queue).SendMessageAsync(new ServiceBusMessage("{}")));
    }

    private string ConnectionStringOf(string endpoint) => endpoint == StandIn ? server.ConnectionString : Namespace!; // listed only when set

    private ServiceBusClient Connect(string endpoint) => new(ConnectionStringOf(endpoint));

    private static string NewId() => Guid.NewGuid().ToString("N");

    private static async Task<ServiceBusReceivedMessage> ReceiveAsync(ServiceBusClient client, string id)
    {
        var message = await ReceiveOnlyAsync(client, id);
        await client.CreateReceiver(Queue).CompleteMessageAsync(message);
        return message;
    }

    // The queue may hold what an earlier run left.
    private static async Task<ServiceBusReceivedMessage> ReceiveOnlyAsync(ServiceBusClient client, string id)
    {
        while (true)
        {
            var message = await ReceiveNextAsync(client);
            if (message.MessageId == id) return message;
            await client.CreateReceiver(Queue).CompleteMessageAsync(message);
        }
    }

    private static async Task<ServiceBusReceivedMessage> ReceiveNextAsync(ServiceBusClient client) =>
        await client.CreateReceiver(Queue).ReceiveMessageAsync(TimeSpan.FromSeconds(10)) ?? throw new InvalidOperationException("Nothing came.");
}

using Microsoft.Extensions.Logging.Abstractions;
using Omni.Functions.Contacts;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Customers;
using Omni.LocalAzure.ServiceBus;

namespace Omni.Functions.Tests.Stores;

/// <summary>Dead letters that the topic took once, but not with what is added to send them again.</summary>
public sealed class RefusedDeadContactsTests : IAsyncLifetime
{
    private const string Subscription = $"{ContactTopic.Name}/Subscriptions/{ContactTopic.Subscription}";

    private readonly QuarantineInMemory _quarantine = new();
    private LocalServiceBus _bus = null!; // set before the test

    public async Task InitializeAsync() => _bus = await LocalServiceBus.StartAsync();

    public async Task DisposeAsync() => await _bus.DisposeAsync();

    [Fact]
    public async Task One_whose_id_leaves_no_room_for_a_number_goes_to_quarantine()
    {
        var id = new string('a', 128);
        await DieAsync(new BrokerMessage { Body = "{}"u8.ToArray(), Properties = new BrokerProperties { MessageId = id } });

        await ReviveAsync();

        AssertAside(id, "{}"u8.ToArray());
    }

    [Fact]
    public async Task One_that_a_further_property_makes_too_large_goes_to_quarantine_with_its_bytes()
    {
        var bytes = new byte[256 * 1024 - 10];
        await DieAsync(new BrokerMessage { Body = bytes, Properties = new BrokerProperties { MessageId = "large" } });

        await ReviveAsync();

        AssertAside("large", bytes);
    }

    private async Task DieAsync(BrokerMessage message)
    {
        await _bus.Broker.SendAsync(
            ContactTopic.Name, [message with { Properties = message.Properties with { SessionId = "s", Label = ContactEvent.Type } }]);
        for (var delivery = _bus.Broker.Describe(Subscription).MaxDeliveryCount; delivery > 0; delivery--)
        {
            await using var session = await _bus.Broker.AcceptNextSessionAsync(Subscription, default);
            await session.AbandonAsync(await session.ReceiveAsync(1, TimeSpan.Zero, default));
        }
    }

    private async Task ReviveAsync() =>
        Assert.Equal(0, await new ServiceBusDeadContacts(_bus.Client, _quarantine, NullLogger<ServiceBusDeadContacts>.Instance).ReviveAsync(default));

    private void AssertAside(string id, byte[] bytes)
    {
        var aside = Assert.Single(_quarantine.Messages);
        Assert.Equal((id, "Refused"), (aside.MessageId, aside.Reason));
        Assert.Equal(bytes, aside.Body.ToArray());
        var left = _bus.Broker.Count(Subscription);
        Assert.Equal((0, 0), (left.Active, left.DeadLettered));
    }
}

using Omni.Azure.Messaging.ServiceBus;
using Omni.EndToEnd.Tests.Running;

namespace Omni.EndToEnd.Tests;

[Collection(Peaceful.Name)]
public sealed class Quarantine(PeacefulHub fixture)
{
    private readonly Hub _hub = fixture.Hub;

    [Fact]
    public async Task An_unreadable_message_ends_in_quarantine_with_its_reason_and_its_neighbours_are_processed()
    {
        await using var bus = _hub.ServiceBus();
        await using var topic = bus.CreateSender("contacts");
        var message = Hub.WhatsApp.Text("447700905001", "Neighbour", "wamid.quarantine.1", "I am readable", Hub.Noon);

        await topic.SendMessagesAsync(Enumerable.Range(0, 16).Select(Unreadable));
        await _hub.DeliverAsync(message);

        Assert.Single(await _hub.ContactsAsync(await _hub.CustomerAsync("phone:+447700905001", 1)));
        await using var receiver = bus.CreateReceiver("quarantine");
        for (var i = 0; i < 16; i++)
        {
            var quarantined = await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(20));
            Assert.NotNull(quarantined);
            Assert.Equal("this is {no contact", quarantined.Body.ToString());
            Assert.NotEmpty(Assert.IsType<string>(quarantined.ApplicationProperties["reason"]));
            await receiver.CompleteMessageAsync(quarantined);
        }

        Assert.Null(await _hub.DeadLetterAsync());
    }

    /// <summary>One in each session, so that whichever session the neighbour is in has one, too.</summary>
    private static ServiceBusMessage Unreadable(int session) => new("this is {no contact")
    {
        MessageId = $"unreadable-{session}",
        SessionId = session.ToString("x", System.Globalization.CultureInfo.InvariantCulture),
        Subject = "omni.contact.received",
    };
}

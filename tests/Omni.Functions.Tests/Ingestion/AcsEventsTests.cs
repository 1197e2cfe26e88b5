using Microsoft.Extensions.Logging.Abstractions;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Ingestion;
using Omni.Functions.Tests.Channels;

namespace Omni.Functions.Tests.Ingestion;

public sealed class AcsEventsTests
{
    private readonly TopicInMemory topic = new();

    [Theory]
    [InlineData("text")]
    [InlineData("text-cloudevents")]
    [InlineData("incoming-call-cloudevents")]
    [InlineData("batch")]
    public async Task An_event_on_the_queue_is_the_contact_it_is_over_the_webhook(string sample)
    {
        var webhook = Samples.Channel("acs").Normalise(Samples.Request("acs", sample));

        await TakeAsync(Samples.Request("acs", sample).Body);

        Assert.Equal(webhook.Contacts.Select(contact => contact.Id), topic.Published.Select(contact => contact.Id));
        Assert.All(topic.Published, contact => Assert.Equal(Samples.ReceivedAt, contact.ReceivedAt));
    }

    [Theory]
    [InlineData("sms-delivery-report")]
    [InlineData("unknown-event")]
    public async Task An_event_that_is_no_contact_is_taken_and_makes_none(string sample)
    {
        await TakeAsync(Samples.Request("acs", sample).Body);

        Assert.Empty(topic.Published);
    }

    [Fact]
    public async Task A_message_that_is_no_event_is_left_to_the_queue()
    {
        var failure = await Assert.ThrowsAsync<UnreadableEventException>(() => TakeAsync("+447700900123"u8.ToArray()));

        Assert.DoesNotContain("447700900123", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_topic_is_away_the_event_stays_on_the_queue()
    {
        topic.IsDown = true;

        await Assert.ThrowsAsync<TopicUnavailableException>(() => TakeAsync(Samples.Request("acs", "text").Body));
    }

    private Task TakeAsync(ReadOnlyMemory<byte> body) => new AcsEvents(new Inbox(topic, new CrmTopicInMemory(), new ReceiptsInMemory()), NullLogger<AcsEvents>.Instance).Run(
        ServiceBusModelFactory.ServiceBusReceivedMessage(body: BinaryData.FromBytes(body), messageId: "m", enqueuedTime: Samples.ReceivedAt), CancellationToken.None);
}

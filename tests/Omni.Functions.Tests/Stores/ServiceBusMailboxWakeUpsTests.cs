using Microsoft.Extensions.Time.Testing;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Ingestion;
using Omni.Functions.Ingestion.Mailboxes;
using Omni.Functions.Stores;
using Omni.Functions.Tests.Channels;

namespace Omni.Functions.Tests.Stores;

public sealed class ServiceBusMailboxWakeUpsTests
{
    private static readonly WakeUp Sales = new("sales@shop.example/inbox", RenewsSubscription: false);

    private readonly FakeTimeProvider _clock = new(Samples.ReceivedAt);

    [Fact]
    public async Task However_many_notices_come_at_once_the_mailbox_is_read_once()
    {
        await using var bus = await LocalServiceBus.StartAsync();
        var wakeUps = new ServiceBusMailboxWakeUps(bus.Client.Value.CreateSender(ReadMailbox.Queue), _clock);

        for (var i = 0; i < 20; i++)
            await wakeUps.OrderAsync(Sales, default);
        _clock.Advance(TimeSpan.FromSeconds(4));
        await wakeUps.OrderAsync(Sales, default);
        await wakeUps.OrderAsync(Sales with { RenewsSubscription = true }, default);
        await wakeUps.OrderAsync(Sales with { Mailbox = "design@shop.example/inbox" }, default);

        Assert.Equal(
            [Sales, Sales, Sales with { RenewsSubscription = true }, Sales with { Mailbox = "design@shop.example/inbox" }],
            (await ReceiveAsync(bus, 4)).Select(static message => WakeUpMessage.Read(message.Body)));
    }

    /// <summary>A notice that comes while the mailbox is being read, just too late to be seen, must lead to another look.</summary>
    [Fact]
    public async Task An_order_that_is_dropped_as_known_was_given_before_the_known_one_falls_due()
    {
        var sender = new RecordingSender();
        var wakeUps = new ServiceBusMailboxWakeUps(sender, _clock);
        for (var i = 0; i < 100; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(173));
            await wakeUps.OrderAsync(Sales, default);
            var message = Assert.Single(sender.Requests[^1]);

            Assert.InRange(message.ScheduledEnqueueTime, _clock.GetUtcNow().AddTicks(1), _clock.GetUtcNow().AddSeconds(4));
        }

        var orders = sender.Requests.Select(static request => request[0]).ToList();
        Assert.All(orders.GroupBy(static order => order.MessageId), static same => Assert.Single(same.Select(static order => order.ScheduledEnqueueTime).Distinct()));
        Assert.InRange(orders.Select(static order => order.MessageId).Distinct().Count(), 5, 6);
    }

    [Fact]
    public async Task A_queue_that_does_not_answer_is_told_of()
    {
        var sender = new RecordingSender { Fate = static _ => new ServiceBusException("Busy.", ServiceBusFailureReason.ServiceBusy) };

        await Assert.ThrowsAsync<TopicUnavailableException>(() => new ServiceBusMailboxWakeUps(sender, _clock).OrderAsync(Sales, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("mailbox")]
    [InlineData("{}")]
    public void What_is_no_order_is_told_from_one(string body) => Assert.Null(WakeUpMessage.Read(BinaryData.FromString(body)));

    private static async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(LocalServiceBus bus, int count)
    {
        await using var receiver = bus.Client.Value.CreateReceiver(ReadMailbox.Queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var received = new List<ServiceBusReceivedMessage>();
        while (received.Count <= count && await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(received.Count < count ? 10 : 0)) is { } message)
            received.Add(message);
        return received;
    }
}

using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Channels;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>Takes what a provider says became of a message, and finds the replies that it is about.</summary>
public sealed class AdvanceReply(ReceiptAddressees addressees, ReplyNews news, IReceiptDelay delay, OutagePatience patience, TimeProvider clock)
{
    /// <summary>A receipt may overtake the answer to the sending. After this it is about a message that somebody else sent.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(4);

    /// <exception cref="UnreadableReceiptException">The message is no receipt; the bus delivers it again and then puts it aside.</exception>
    [Function(nameof(AdvanceReply))]
    public Task Run([ServiceBusTrigger(DeliveryReceipt.Queue, Connection = "ServiceBus")] ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var receipt = DeliveryReceipt.Read(message.Body) ?? throw new UnreadableReceiptException($"Message {message.MessageId} of the queue {DeliveryReceipt.Queue} is no receipt.");
        return patience.SpendAsync(token => patience.BearAsync(patient => AdvanceAsync(receipt, patient), token), cancellationToken);
    }

    private async Task AdvanceAsync(DeliveryReceipt receipt, CancellationToken cancellation)
    {
        var (replies, moreMayCome) = await addressees.FindAsync(receipt, cancellation);
        foreach (var reply in replies)
            await news.AdvanceAsync(reply, receipt.Delivery, cancellation);
        if (!moreMayCome)
            return;
        var now = clock.GetUtcNow();
        var waited = now - receipt.HeardAt;
        if (waited < Patience)
            await delay.PutBackAsync(receipt, now + (waited > ShortestDelay ? waited : ShortestDelay), cancellation);
    }
}

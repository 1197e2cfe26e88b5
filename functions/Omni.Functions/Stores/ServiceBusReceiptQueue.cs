using System.Security.Cryptography;
using System.Text;
using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Channels;
using Omni.Functions.Ingestion;
using Omni.Functions.Replies;

namespace Omni.Functions.Stores;

/// <summary>Receipts on a queue that drops what it was told before.</summary>
public sealed class ServiceBusReceiptQueue(ServiceBusSender sender, TimeProvider clock) : IReceiptQueue, IReceiptDelay
{
    private const int PropertiesSize = 512;

    private readonly ServiceBusSendQueue queue = new(sender, clock);

    public Task PublishAsync(IReadOnlyList<DeliveryReceipt> receipts, CancellationToken cancellationToken)
    {
        ServiceBusMessage[] messages = [.. receipts.Select(static receipt => MessageOf(receipt, $"{receipt.Delivery.State}"))];
        return queue.SendAsync(messages, messages.Sum(static message => ServiceBusContactTopic.SizeInBatch(message.Body.ToMemory().Span) + PropertiesSize), cancellationToken);
    }

    public Task PutBackAsync(DeliveryReceipt receipt, DateTimeOffset due, CancellationToken cancellation)
    {
        var message = MessageOf(receipt, $"{receipt.Delivery.State} {due.ToUnixTimeSeconds()}");
        message.ScheduledEnqueueTime = due;
        return BusFailures.GuardAsync(() => sender.SendMessageAsync(message, cancellation), cancellation);
    }

    private static ServiceBusMessage MessageOf(DeliveryReceipt receipt, string which) => new(receipt.Write())
    {
        MessageId = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{receipt.Provider}\u001f{receipt.ProviderMessageId}\u001f{which}")).AsSpan(0, 16)),
        Subject = "omni.receipt.heard",
    };
}

using Omni.Functions.Channels;

namespace Omni.Functions.Ingestion;

/// <summary>Where receipts go on the way in.</summary>
public interface IReceiptQueue
{
    /// <summary>Returns when every receipt is durably queued. The same receipt published again is dropped by the queue.</summary>
    /// <exception cref="TopicUnavailableException">At least one could not be queued now; publishing all of them again is right.</exception>
    Task PublishAsync(IReadOnlyList<DeliveryReceipt> receipts, CancellationToken cancellationToken);
}

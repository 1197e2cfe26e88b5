using Omni.Functions.Channels;
using Omni.Functions.Customers;

namespace Omni.Functions.Replies;

/// <summary>Receipts that have not found their reply yet.</summary>
public interface IReceiptDelay
{
    /// <summary>Returns when it is durably queued again.</summary>
    /// <exception cref="StoreUnavailableException">It could not be queued now.</exception>
    Task PutBackAsync(DeliveryReceipt receipt, DateTimeOffset due, CancellationToken cancellation);
}

using Omni.Functions.Channels;
using Omni.Functions.Ingestion;

namespace Omni.Functions.Tests.Ingestion;

internal sealed class ReceiptsInMemory : IReceiptQueue
{
    public List<DeliveryReceipt> Published { get; } = [];

    public Task PublishAsync(IReadOnlyList<DeliveryReceipt> receipts, CancellationToken cancellationToken)
    {
        Published.AddRange(receipts);
        return Task.CompletedTask;
    }
}

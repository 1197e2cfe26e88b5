using Omni.Functions.Customers;
using Omni.Functions.Stores;

namespace Omni.Functions.Hosting;

/// <summary>Connects to bus and store while nobody waits.</summary>
internal sealed class WarmUp(ICustomerStore store, ServiceBusProbe bus) : IWarmUp
{
    public Task WarmUpAsync(CancellationToken cancellation) =>
        Task.WhenAll(store.ReachAsync(cancellation), bus.ReachAsync(cancellation));
}

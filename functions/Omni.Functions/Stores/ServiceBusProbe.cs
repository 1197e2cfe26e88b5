using Omni.Azure.Messaging.ServiceBus;

namespace Omni.Functions.Stores;

/// <summary>Asks the bus something harmless: to renew a lock that nobody holds. Its refusal proves address and credentials.</summary>
public sealed class ServiceBusProbe(Lazy<ServiceBusClient> client)
{
    private static readonly ServiceBusReceivedMessage Nothing =
        ServiceBusModelFactory.ServiceBusReceivedMessage(lockTokenGuid: Guid.Empty, sequenceNumber: 0);

    private readonly Lazy<ServiceBusReceiver> _receiver = new(() => client.Value.CreateReceiver(ServiceBusQuarantine.Queue));

    /// <exception cref="ServiceBusException">The bus cannot be reached or does not work.</exception>
    public async Task ReachAsync(CancellationToken cancellation)
    {
        try
        {
            await _receiver.Value.RenewMessageLockAsync(Nothing, cancellation);
        }
        catch (ServiceBusException refusal) when (refusal.Reason is ServiceBusFailureReason.MessageLockLost or ServiceBusFailureReason.MessageNotFound)
        {
            // An answer is what was asked for.
        }
    }
}

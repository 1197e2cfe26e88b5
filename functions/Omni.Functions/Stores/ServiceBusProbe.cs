using Omni.Azure.Messaging.ServiceBus;
using Omni.Functions.Contacts;

namespace Omni.Functions.Stores;

/// <summary>
/// Asks the entities of the bus something harmless: to renew a lock that nobody holds. Their refusal proves address,
/// credentials, and that they are there. Most subscriptions have sessions, so their dead letters are asked.
/// </summary>
public sealed class ServiceBusProbe(Lazy<ServiceBusClient> client)
{
    private static readonly ServiceBusReceivedMessage Nothing =
        ServiceBusModelFactory.ServiceBusReceivedMessage(lockTokenGuid: Guid.Empty, sequenceNumber: 0);

    private readonly Lazy<ServiceBusReceiver> _quarantine = new(() => client.Value.CreateReceiver(ServiceBusQuarantine.Queue));

    private readonly Lazy<ServiceBusReceiver> _customers = new(() => DeadLettersOf(client.Value, ContactTopic.Name, ContactTopic.Subscription));

    private readonly Lazy<ServiceBusReceiver> _media = new(() => DeadLettersOf(client.Value, ContactTopic.Name, ContactTopic.MediaSubscription));

    private readonly Lazy<ServiceBusReceiver> _profiles = new(() => DeadLettersOf(client.Value, CrmTopic.Name, CrmTopic.Subscription));

    /// <exception cref="ServiceBusException">The bus cannot be reached or does not work, or an entity is missing.</exception>
    public async Task ReachAsync(CancellationToken cancellation)
    {
        await AskAsync(_quarantine.Value, cancellation);
        await AskAsync(_customers.Value, cancellation);
        await AskAsync(_profiles.Value, cancellation);
        await AskAsync(_media.Value, cancellation);
    }

    private static ServiceBusReceiver DeadLettersOf(ServiceBusClient client, string topic, string subscription) =>
        client.CreateReceiver(topic, subscription, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    private static async Task AskAsync(ServiceBusReceiver receiver, CancellationToken cancellation)
    {
        try
        {
            await receiver.RenewMessageLockAsync(Nothing, cancellation);
        }
        catch (ServiceBusException refusal) when (refusal.Reason is ServiceBusFailureReason.MessageLockLost or ServiceBusFailureReason.MessageNotFound)
        {
            // An answer is what was asked for.
        }
    }
}

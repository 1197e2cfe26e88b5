using Omni.LocalAzure.ServiceBus.Definitions;
using Omni.LocalAzure.ServiceBus.Rules;

namespace Omni.LocalAzure.ServiceBus;

/// <summary>Builds queues, topics and subscriptions from their definition.</summary>
internal sealed class BrokerLayout(
    Dictionary<string, MessageQueue> queues, Dictionary<string, Destination> destinations, MessageStore store, TimeProvider clock)
{
    private static readonly SubscriptionFilter Everything = new([]);

    public void Build(ServiceBusDefinition definition)
    {
        foreach (var queue in definition.Queues) AddQueue(queue);
        foreach (var topic in definition.Topics) AddTopic(topic);
    }

    private void AddQueue(QueueDefinition definition)
    {
        var queue = Open(new QueueSettings
        {
            Path = definition.Name,
            RequiresSession = definition.RequiresSession,
            LockDuration = definition.LockDuration,
            MaxDeliveryCount = definition.MaxDeliveryCount,
            TimeToLive = definition.DefaultMessageTimeToLive,
            DeadLettersExpired = definition.DeadLetteringOnMessageExpiration,
        });
        destinations.Add(definition.Name, new Destination(definition.Name, [new Route(queue, Everything)], store, clock)
        {
            Duplicates = definition.RequiresDuplicateDetection
                ? History(definition.Name, definition.DuplicateDetectionHistoryTimeWindow)
                : null,
        });
    }

    private void AddTopic(TopicDefinition definition) =>
        destinations.Add(
            definition.Name,
            new Destination(definition.Name, [.. definition.Subscriptions.Select(subscription => OpenSubscription(definition.Name, subscription))], store, clock)
            {
                TimeToLive = definition.DefaultMessageTimeToLive,
                Duplicates = definition.RequiresDuplicateDetection
                    ? History(definition.Name, definition.DuplicateDetectionHistoryTimeWindow)
                    : null,
            });

    private Route OpenSubscription(string topic, SubscriptionDefinition definition)
    {
        var queue = Open(new QueueSettings
        {
            Path = $"{topic}/Subscriptions/{definition.Name}",
            RequiresSession = definition.RequiresSession,
            LockDuration = definition.LockDuration,
            MaxDeliveryCount = definition.MaxDeliveryCount,
            TimeToLive = definition.DefaultMessageTimeToLive,
            DeadLettersExpired = definition.DeadLetteringOnMessageExpiration,
        });
        return new Route(queue, new SubscriptionFilter(definition.Rules));
    }

    private MessageQueue Open(QueueSettings settings)
    {
        var ofDeadLetters = settings.OfDeadLetters();
        var deadLetters = new MessageQueue(ofDeadLetters, null, store, clock);
        queues.Add(ofDeadLetters.Path, deadLetters);
        var queue = new MessageQueue(settings, deadLetters, store, clock);
        queues.Add(settings.Path, queue);
        return queue;
    }

    private DuplicateHistory History(string destination, TimeSpan window) => new(destination, window, store.LoadAccepted(destination));
}

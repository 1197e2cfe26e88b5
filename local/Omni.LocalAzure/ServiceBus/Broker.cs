using Omni.LocalAzure.ServiceBus.Definitions;

namespace Omni.LocalAzure.ServiceBus;

/// <summary>A Service Bus namespace in one process with one file. Thread-safe.</summary>
public sealed class Broker : IDisposable
{
    private readonly Dictionary<string, MessageQueue> _queues = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Destination> _destinations = new(StringComparer.OrdinalIgnoreCase);
    private readonly MessageStore _store;

    private Broker(MessageStore store) => _store = store;

    /// <summary>Entities with messages of their own, without their dead-letter sub-queues.</summary>
    public IReadOnlyList<EntityDescription> Entities =>
        [.. _queues.Values.Where(queue => queue.DeadLetters is not null).Select(queue => Describe(queue.Settings))];

    public OperationCounts Operations { get; } = new();

    /// <summary>Opens or creates the file; every message that was acknowledged and not completed is there again, unlocked.</summary>
    /// <exception cref="InvalidDataException">The definition asks for what is not emulated.</exception>
    public static Broker Open(string path, ServiceBusDefinition definition, TimeProvider clock)
    {
        var broker = new Broker(new MessageStore(path));
        try
        {
            new BrokerLayout(broker._queues, broker._destinations, broker._store, clock).Build(definition);
            foreach (var queue in broker._store.LoadMessages().GroupBy(row => row.Queue, row => row.Message))
            {
                if (broker._queues.TryGetValue(queue.Key, out var known)) known.Add(queue);
            }

            return broker;
        }
        catch
        {
            broker.Dispose();
            throw;
        }
    }

    /// <summary>Completes when the messages are on disk: all of them, or none.</summary>
    /// <exception cref="EntityNotFoundException">Neither a queue nor a topic.</exception>
    /// <exception cref="MessageRefusedException">A message breaks a rule of the service.</exception>
    public async Task SendAsync(string queueOrTopic, IReadOnlyList<BrokerMessage> messages)
    {
        if (!_destinations.TryGetValue(queueOrTopic, out var destination)) throw new EntityNotFoundException($"{queueOrTopic} is no queue or topic.");
        await destination.SendAsync(messages);
        Operations.AddSent(messages.Count);
    }

    /// <summary>For an entity without sessions, or a dead-letter sub-queue.</summary>
    /// <exception cref="InvalidOperationException">The entity requires sessions.</exception>
    public IMessageReceiver OpenReceiver(string entityPath) => new CountingReceiver(Find(entityPath).OpenReceiver(), Operations);

    /// <summary>Waits for a session with messages that nobody holds: the one that was served longest ago.</summary>
    public async Task<IMessageReceiver> AcceptNextSessionAsync(string entityPath, CancellationToken cancellation)
    {
#pragma warning disable CA2000 // Whoever gets the session disposes of it.
        var session = await Find(entityPath).AcceptNextSessionAsync(cancellation);
#pragma warning restore CA2000
        return new CountingReceiver(session, Operations);
    }

    /// <summary>The messages without locking them, in order of their sequence numbers.</summary>
    public IReadOnlyList<LockedMessage> Peek(string entityPath, long fromSequenceNumber, int max) => Find(entityPath).Peek(fromSequenceNumber, max);

    public EntityCounts Count(string entityPath)
    {
        var queue = Find(entityPath);
        var (enqueued, scheduled) = queue.Count();
        return new EntityCounts(enqueued, queue.DeadLetters?.Count().Enqueued ?? 0, scheduled);
    }

    public EntityDescription Describe(string entityPath) => Describe(Find(entityPath).Settings);

    /// <summary>Puts the dead letters of an entity back to their old places in it, with their deliveries forgotten.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> RedriveAsync(string entityPath)
    {
        var queue = Find(entityPath);
        return queue.DeadLetters is { } deadLetters
            ? deadLetters.MoveAllAsync(queue)
            : throw new InvalidOperationException($"{entityPath} has no dead letters.");
    }

    public void Dispose()
    {
        foreach (var queue in _queues.Values) queue.Dispose();
        _store.Dispose();
    }

    internal MessageQueue Find(string entityPath) =>
        _queues.TryGetValue(entityPath, out var queue) ? queue : throw new EntityNotFoundException($"{entityPath} does not exist.");

    private static EntityDescription Describe(QueueSettings settings) =>
        new(settings.Path, settings.RequiresSession, settings.LockDuration, settings.MaxDeliveryCount);
}

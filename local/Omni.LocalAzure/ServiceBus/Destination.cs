using Omni.LocalAzure.ServiceBus.Rules;
using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.ServiceBus;

/// <summary>Where a sent message goes: a queue's own messages, or a subscription with its filter.</summary>
internal sealed record Route(MessageQueue Queue, SubscriptionFilter Filter);

/// <summary>A queue or topic to send to.</summary>
internal sealed class Destination(string name, IReadOnlyList<Route> routes, MessageStore store, TimeProvider clock)
{
    /// <summary>A topic's messages live no longer than this, whatever the subscription says.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.MaxValue;

    /// <summary>Null without duplicate detection.</summary>
    public DuplicateHistory? Duplicates { get; init; }

    public string Name => name;

    public IReadOnlyList<Route> Routes => routes;

    /// <summary>Completes when all messages are on disk; they are accepted or refused together.</summary>
    /// <exception cref="MessageRefusedException">A message breaks a rule of the service.</exception>
    public Task SendAsync(IReadOnlyList<BrokerMessage> messages)
    {
        var now = clock.GetUtcNow();
        var sent = messages.Select(message => new SentMessage(Limit(message.Accepted()))).ToList();
        var ids = new List<UInt128>(sent.Count);
        return store.WriteAsync(
            database => Append(database, sent, now, ids),
            Deliver,
            () => Duplicates?.Forget(ids));
    }

    private static void Deliver(List<(MessageQueue Queue, QueuedMessage Message)> deliveries)
    {
        foreach (var queue in deliveries.GroupBy(delivery => delivery.Queue, delivery => delivery.Message)) queue.Key.Add(queue);
    }

    private List<(MessageQueue Queue, QueuedMessage Message)> Append(
        Database database, List<SentMessage> messages, DateTimeOffset now, List<UInt128> ids)
    {
        try
        {
            var deliveries = new List<(MessageQueue, QueuedMessage)>(messages.Count);
            Duplicates?.Trim(database, now);
            foreach (var message in messages)
            {
                if (IsNew(database, message, now, ids)) Append(database, message, now, deliveries);
            }

            return deliveries;
        }
        catch
        {
            // At once: a work in the same commit must not take its message for a duplicate of one that is not kept.
            Duplicates?.Forget(ids);
            throw;
        }
    }

    private bool IsNew(Database database, SentMessage message, DateTimeOffset now, List<UInt128> ids)
    {
        if (Duplicates is null) return true;
        if (!Duplicates.TryAdd(database, message.Id, store.NextSequence(database), now)) return false;
        ids.Add(message.Id);
        return true;
    }

    private void Append(Database database, SentMessage message, DateTimeOffset now, List<(MessageQueue, QueuedMessage)> deliveries)
    {
        foreach (var route in routes)
        {
            if (!route.Filter.Takes(message.Content)) continue;
            var (target, content, properties) = message.For(route.Queue);
            var scheduled = content.Properties.ScheduledFor is { } time && time > now ? time : (DateTimeOffset?)null;
            var queued = new QueuedMessage(content, store.NextSequence(database))
            {
                EnqueuedTime = now,
                ExpiresAt = scheduled is null ? target.Settings.ExpiryOf(content, now) : DateTimeOffset.MaxValue,
                ScheduledFor = scheduled,
            };
            MessageStore.Insert(database, target.Settings.Path, queued, properties);
            deliveries.Add((target, queued));
        }
    }

    private BrokerMessage Limit(BrokerMessage message)
    {
        if (TimeToLive == TimeSpan.MaxValue || message.Properties.Lifetime <= TimeToLive) return message;
        return message with { Properties = message.Properties with { TimeToLive = TimeToLive.TotalSeconds, TimeToLiveTimeSpan = null } };
    }

    // What can be computed before the writer's turn.
    private sealed class SentMessage(BrokerMessage content)
    {
        private readonly byte[] _properties = MessageJson.WriteProperties(content);

        public BrokerMessage Content => content;

        public UInt128 Id { get; } = DuplicateHistory.IdOf(content);

        public (MessageQueue Target, BrokerMessage Content, byte[] Properties) For(MessageQueue queue)
        {
            if (!queue.Settings.RequiresSession || content.Properties.SessionId is not null) return (queue, content, _properties);
            var dead = DeadLetterReason.NoSession.AddTo(content);
            return (queue.DeadLetters!, dead, MessageJson.WriteProperties(dead)); // an entity with sessions has one
        }
    }
}

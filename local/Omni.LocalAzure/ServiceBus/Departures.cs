using Omni.LocalAzure.Storage;

namespace Omni.LocalAzure.ServiceBus;

/// <summary>Writes that take messages out of a queue; memory follows once they are on disk.</summary>
internal sealed class Departures(MessageQueue queue, MessageStore store, TimeProvider clock)
{
    public Task LeaveAsync(Leavers leaving)
    {
        var expired = queue.Settings.DeadLettersExpired
            ? DeadLetterAsync(leaving.Expired, DeadLetterReason.Expired)
            : DeleteAsync(leaving.Expired);
        var exhausted = DeadLetterAsync(leaving.Exhausted, DeadLetterReason.TooManyDeliveries(queue.Settings.MaxDeliveryCount));
        return Task.WhenAll(expired, exhausted, EnqueueScheduledAsync(leaving.Due));
    }

    public Task DeleteAsync(IReadOnlyList<QueuedMessage> messages)
    {
        if (messages.Count == 0) return Task.CompletedTask;
        return store.WriteAsync(
            database =>
            {
                foreach (var message in messages) MessageStore.Delete(database, message);
                return messages;
            },
            queue.Forget,
            () => queue.Restore(messages));
    }

    public Task RedriveAsync(IReadOnlyList<QueuedMessage> messages, MessageQueue target)
    {
        var now = clock.GetUtcNow();
        return MoveAsync(messages, target, (_, message) => new QueuedMessage(DeadLetterReason.RemoveFrom(message.Content), message.Sequence)
        {
            EnqueuedTime = now,
            ExpiresAt = target.Settings.ExpiryOf(message.Content, now),
        });
    }

    private Task DeadLetterAsync(IReadOnlyList<QueuedMessage> messages, DeadLetterReason reason) =>
        // Only an entity with a dead-letter sub-queue limits deliveries or lives.
        MoveAsync(messages, queue.DeadLetters ?? queue, (_, message) => new QueuedMessage(reason.AddTo(message.Content), message.Sequence)
        {
            EnqueuedTime = message.EnqueuedTime,
            ExpiresAt = DateTimeOffset.MaxValue,
            DeliveryCount = message.DeliveryCount,
        });

    // The place in the order is that of the time it was scheduled for, so it gets its number now.
    private Task EnqueueScheduledAsync(IReadOnlyList<QueuedMessage> messages)
    {
        var now = clock.GetUtcNow();
        return MoveAsync(messages, queue, (database, message) => new QueuedMessage(message.Content, store.NextSequence(database))
        {
            EnqueuedTime = now,
            ExpiresAt = queue.Settings.ExpiryOf(message.Content, now),
        });
    }

    private Task MoveAsync(
        IReadOnlyList<QueuedMessage> messages, MessageQueue target, Func<Database, QueuedMessage, QueuedMessage> place)
    {
        if (messages.Count == 0) return Task.CompletedTask;
        return store.WriteAsync(
            database =>
            {
                var placed = new List<QueuedMessage>(messages.Count);
                foreach (var message in messages)
                {
                    var moved = place(database, message);
                    MessageStore.Move(database, message, target.Settings.Path, moved);
                    placed.Add(moved);
                }

                return placed;
            },
            placed =>
            {
                queue.Forget(messages);
                target.Add(placed);
            },
            () => queue.Restore(messages));
    }
}

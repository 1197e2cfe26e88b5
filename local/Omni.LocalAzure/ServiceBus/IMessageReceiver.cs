namespace Omni.LocalAzure.ServiceBus;

/// <summary>What the Functions host needs of the broker, in process: one entity, or one locked session of it.</summary>
public interface IMessageReceiver : IAsyncDisposable
{
    /// <summary>The locked session; null for an entity without sessions.</summary>
    string? SessionId { get; }

    /// <summary>When the session lock ends; null for an entity without sessions.</summary>
    DateTimeOffset? SessionLockedUntil { get; }

    /// <summary>Peek-locks up to <paramref name="max"/> messages in order; an empty list when none came within <paramref name="maxWait"/>.</summary>
    Task<IReadOnlyList<LockedMessage>> ReceiveAsync(int max, TimeSpan maxWait, CancellationToken cancellation);

    /// <returns>False when the lock was lost meanwhile: the message stays and is delivered again.</returns>
    Task<bool> CompleteAsync(IReadOnlyList<LockedMessage> messages);

    /// <summary>Gives the messages back; each counts as a delivery and is dead-lettered at the entity's limit.</summary>
    Task AbandonAsync(IReadOnlyList<LockedMessage> messages);

    /// <returns>False when the lock was already lost.</returns>
    Task<bool> RenewAsync(IReadOnlyList<LockedMessage> messages);
}

/// <summary>A message as the broker hands it out.</summary>
public sealed record LockedMessage
{
    public required ReadOnlyMemory<byte> Body { get; init; }

    public required long SequenceNumber { get; init; }

    public required Guid LockToken { get; init; }

    public required DateTimeOffset LockedUntil { get; init; }

    public required DateTimeOffset EnqueuedTime { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>1 on the first delivery.</summary>
    public required int DeliveryCount { get; init; }

    public string? MessageId { get; init; }

    public string? SessionId { get; init; }

    public string? PartitionKey { get; init; }

    public string? Subject { get; init; }

    public string? CorrelationId { get; init; }

    public string? ContentType { get; init; }

    public string? ReplyTo { get; init; }

    public string? ReplyToSessionId { get; init; }

    public string? To { get; init; }

    public string? DeadLetterSource { get; init; }

    /// <summary>Values are string, long, double, bool or DateTimeOffset.</summary>
    public IReadOnlyDictionary<string, object> ApplicationProperties { get; init; } = new Dictionary<string, object>();
}

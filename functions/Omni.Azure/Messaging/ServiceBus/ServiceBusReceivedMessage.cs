namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>A message as received. Built by the receiver, in tests by <see cref="ServiceBusModelFactory"/>.</summary>
public sealed class ServiceBusReceivedMessage
{
    private static readonly Dictionary<string, object> None = [];

    internal ServiceBusReceivedMessage()
    {
    }

    public BinaryData Body { get; internal init; } = BinaryData.Empty;

    public string? MessageId { get; internal init; }

    public string? SessionId { get; internal init; }

    public string? PartitionKey { get; internal init; }

    public string? TransactionPartitionKey { get; internal init; }

    public string? Subject { get; internal init; }

    public string? CorrelationId { get; internal init; }

    public string? ContentType { get; internal init; }

    public string? ReplyTo { get; internal init; }

    public string? ReplyToSessionId { get; internal init; }

    public string? To { get; internal init; }

    public TimeSpan TimeToLive { get; internal init; } = TimeSpan.MaxValue;

    public DateTimeOffset ScheduledEnqueueTime { get; internal init; }

    public IReadOnlyDictionary<string, object> ApplicationProperties { get; internal init; } = None;

    public string LockToken { get; internal init; } = Guid.Empty.ToString();

    public DateTimeOffset LockedUntil { get; internal init; }

    public int DeliveryCount { get; internal init; }

    public long SequenceNumber { get; internal init; } = -1;

    public long EnqueuedSequenceNumber { get; internal init; }

    public DateTimeOffset EnqueuedTime { get; internal init; }

    public DateTimeOffset ExpiresAt =>
        TimeToLive >= DateTimeOffset.MaxValue - EnqueuedTime ? DateTimeOffset.MaxValue : EnqueuedTime + TimeToLive;

    public string? DeadLetterSource { get; internal init; }

    public string? DeadLetterReason => ApplicationProperties.GetValueOrDefault(DeadLetterProperties.Reason) as string;

    public string? DeadLetterErrorDescription => ApplicationProperties.GetValueOrDefault(DeadLetterProperties.ErrorDescription) as string;

    public ServiceBusMessageState State { get; internal init; }

    /// <summary>Where the lock is settled, as the service said; null for a message that did not come over REST.</summary>
    internal Uri? LockLocation { get; init; }
}

public enum ServiceBusMessageState
{
    Active = 0,
    Deferred = 1,
    Scheduled = 2,
}

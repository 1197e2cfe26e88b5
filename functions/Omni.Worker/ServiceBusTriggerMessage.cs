namespace Omni.Worker;

/// <summary>A message as the host tells it; times of a message that comes alone are cut to whole seconds.</summary>
public sealed record ServiceBusTriggerMessage
{
    public required ReadOnlyMemory<byte> Body { get; init; }

    public string? MessageId { get; init; }

    public string? SessionId { get; init; }

    public string? ReplyToSessionId { get; init; }

    public string? CorrelationId { get; init; }

    public string? Subject { get; init; }

    public string? ContentType { get; init; }

    public string? To { get; init; }

    public string? ReplyTo { get; init; }

    public string? PartitionKey { get; init; }

    public string? DeadLetterSource { get; init; }

    /// <summary>1 on the first delivery, 0 for an invocation by hand.</summary>
    public int DeliveryCount { get; init; }

    public long SequenceNumber { get; init; }

    public DateTimeOffset EnqueuedTime { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public Guid LockToken { get; init; }

    /// <summary>Values are string, long, double or bool: JSON carries no more of their types.</summary>
    public IDictionary<string, object> ApplicationProperties { get; init; } = NoProperties;

    internal static IDictionary<string, object> NoProperties { get; } = new Dictionary<string, object>().AsReadOnly();
}

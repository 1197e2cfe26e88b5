namespace Omni.Worker.Envelopes;

/// <summary>A message while its metadata is read column by column.</summary>
internal sealed class MessageParts(byte[] body)
{
    public string? MessageId { get; set; }

    public string? SessionId { get; set; }

    public string? ReplyToSessionId { get; set; }

    public string? CorrelationId { get; set; }

    public string? Subject { get; set; }

    public string? ContentType { get; set; }

    public string? To { get; set; }

    public string? ReplyTo { get; set; }

    public string? PartitionKey { get; set; }

    public string? DeadLetterSource { get; set; }

    public int DeliveryCount { get; set; }

    public long SequenceNumber { get; set; }

    public DateTimeOffset EnqueuedTime { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public Guid LockToken { get; set; }

    public IDictionary<string, object> ApplicationProperties { get; set; } = ServiceBusTriggerMessage.NoProperties;

    public ServiceBusTriggerMessage ToMessage() => new()
    {
        Body = body,
        MessageId = MessageId,
        SessionId = SessionId,
        ReplyToSessionId = ReplyToSessionId,
        CorrelationId = CorrelationId,
        Subject = Subject,
        ContentType = ContentType,
        To = To,
        ReplyTo = ReplyTo,
        PartitionKey = PartitionKey,
        DeadLetterSource = DeadLetterSource,
        DeliveryCount = DeliveryCount,
        SequenceNumber = SequenceNumber,
        EnqueuedTime = EnqueuedTime,
        ExpiresAt = ExpiresAt,
        LockToken = LockToken,
        ApplicationProperties = ApplicationProperties,
    };
}

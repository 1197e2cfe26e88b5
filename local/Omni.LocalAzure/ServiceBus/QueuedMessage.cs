using System.Globalization;

namespace Omni.LocalAzure.ServiceBus;

internal enum MessageState
{
    Scheduled,
    Available,
    Locked,

    /// <summary>A write that removes it from the queue is on its way to the disk.</summary>
    Leaving,
}

/// <summary>A message in one queue, subscription or sub-queue. Its changing part is guarded by the lock of its queue.</summary>
internal sealed class QueuedMessage(BrokerMessage content, long sequence)
{
    public BrokerMessage Content => content;

    public long Sequence => sequence;

    public required DateTimeOffset EnqueuedTime { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Null once it has been enqueued.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    public int DeliveryCount { get; set; }

    public MessageState State { get; set; }

    public Guid LockToken { get; set; }

    public DateTimeOffset LockedUntil { get; set; }

    public LockedMessage AsLocked() => new()
    {
        Body = content.Body,
        SequenceNumber = sequence,
        LockToken = LockToken,
        LockedUntil = LockedUntil,
        EnqueuedTime = EnqueuedTime,
        ExpiresAt = ExpiresAt,
        DeliveryCount = DeliveryCount,
        MessageId = content.Properties.MessageId,
        SessionId = content.Properties.SessionId,
        PartitionKey = content.Properties.PartitionKey,
        Subject = content.Properties.Label,
        CorrelationId = content.Properties.CorrelationId,
        ContentType = content.ContentType,
        ReplyTo = content.Properties.ReplyTo,
        ReplyToSessionId = content.Properties.ReplyToSessionId,
        To = content.Properties.To,
        DeadLetterSource = content.Properties.DeadLetterSource,
        ApplicationProperties = content.ApplicationProperties,
    };

    /// <summary>Lock addresses name a message by its id or its number.</summary>
    public bool IsNamed(string id) =>
        id == content.Properties.MessageId || (long.TryParse(id, CultureInfo.InvariantCulture, out var number) && number == sequence);

    public bool IsLockedBy(Guid token, DateTimeOffset now) => State == MessageState.Locked && LockToken == token && LockedUntil > now;
}

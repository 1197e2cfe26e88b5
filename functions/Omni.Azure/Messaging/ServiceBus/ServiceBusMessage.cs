namespace Omni.Azure.Messaging.ServiceBus;

/// <summary>A message to send.</summary>
public sealed class ServiceBusMessage
{
    private Dictionary<string, object>? _applicationProperties;

    public ServiceBusMessage()
        : this(BinaryData.Empty)
    {
    }

    public ServiceBusMessage(string body)
        : this(BinaryData.FromString(body))
    {
    }

    public ServiceBusMessage(ReadOnlyMemory<byte> body)
        : this(BinaryData.FromBytes(body))
    {
    }

    public ServiceBusMessage(BinaryData body) => Body = body;

    /// <summary>A copy to send again: what the broker had added (locks, counts, dead letter reasons) is left behind.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        Body = receivedMessage.Body;
        MessageId = receivedMessage.MessageId;
        SessionId = receivedMessage.SessionId;
        PartitionKey = receivedMessage.PartitionKey;
        Subject = receivedMessage.Subject;
        CorrelationId = receivedMessage.CorrelationId;
        ContentType = receivedMessage.ContentType;
        ReplyTo = receivedMessage.ReplyTo;
        ReplyToSessionId = receivedMessage.ReplyToSessionId;
        To = receivedMessage.To;
        TimeToLive = receivedMessage.TimeToLive;
        foreach (var (name, value) in receivedMessage.ApplicationProperties)
        {
            if (name is not (DeadLetterProperties.Reason or DeadLetterProperties.ErrorDescription)) ApplicationProperties[name] = value;
        }
    }

    public BinaryData Body { get; set; }

    /// <summary>At most 128 characters; the key of duplicate detection.</summary>
    public string? MessageId { get; set; }

    /// <summary>At most 128 characters; messages of one session keep their order.</summary>
    public string? SessionId { get; set; }

    /// <summary>Equal to <see cref="SessionId"/> when both are set.</summary>
    public string? PartitionKey { get; set; }

    public string? Subject { get; set; }

    public string? CorrelationId { get; set; }

    /// <summary>Carried by a message without application properties only: an element of a batch has no content type of its own.</summary>
    public string? ContentType { get; set; }

    public string? ReplyTo { get; set; }

    public string? ReplyToSessionId { get; set; }

    public string? To { get; set; }

    /// <summary>Whole seconds on the wire, rounded up.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    public TimeSpan TimeToLive { get; set; } = TimeSpan.MaxValue;

    /// <summary>Strings, numbers, booleans, dates, GUIDs and addresses.</summary>
    public IDictionary<string, object> ApplicationProperties => _applicationProperties ??= [];

    internal bool HasApplicationProperties => _applicationProperties is { Count: > 0 };
}

using System.Globalization;
using System.Text.Json.Serialization;

namespace Omni.LocalAzure.ServiceBus;

/// <summary>The JSON object of the BrokerProperties header and of a batch element.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/servicebus/message-headers-and-properties</remarks>
public sealed record BrokerProperties
{
    public string? MessageId { get; init; }

    public string? SessionId { get; init; }

    public string? PartitionKey { get; init; }

    public string? Label { get; init; }

    public string? CorrelationId { get; init; }

    public string? ReplyTo { get; init; }

    public string? ReplyToSessionId { get; init; }

    public string? To { get; init; }

    /// <summary>Seconds.</summary>
    public double? TimeToLive { get; init; }

    public string? TimeToLiveTimeSpan { get; init; }

    /// <summary>RFC 1123.</summary>
    public string? ScheduledEnqueueTimeUtc { get; init; }

    public string? DeadLetterSource { get; init; }

    public int? DeliveryCount { get; init; }

    public long? SequenceNumber { get; init; }

    public long? EnqueuedSequenceNumber { get; init; }

    public string? EnqueuedTimeUtc { get; init; }

    public string? LockedUntilUtc { get; init; }

    public Guid? LockToken { get; init; }

    public string? State { get; init; }

    /// <summary>Null when the sender left it to the entity.</summary>
    [JsonIgnore]
    public TimeSpan? Lifetime =>
        TimeToLive is { } seconds ? seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue
        : TimeToLiveTimeSpan is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture)
        : null;

    [JsonIgnore]
    public DateTimeOffset? ScheduledFor =>
        ScheduledEnqueueTimeUtc is { } text
            ? DateTimeOffset.ParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : null;

    /// <summary>Without what only the broker may say.</summary>
    public BrokerProperties AsSent() => this with
    {
        DeadLetterSource = null,
        DeliveryCount = null,
        SequenceNumber = null,
        EnqueuedSequenceNumber = null,
        EnqueuedTimeUtc = null,
        LockedUntilUtc = null,
        LockToken = null,
        State = null,
    };
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BrokerProperties))]
internal sealed partial class BrokerPropertiesJson : JsonSerializerContext;

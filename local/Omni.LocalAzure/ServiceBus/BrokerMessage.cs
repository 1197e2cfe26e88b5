using System.Globalization;

namespace Omni.LocalAzure.ServiceBus;

/// <summary>A message as it was sent. Immutable; all subscriptions of a topic share it.</summary>
public sealed record BrokerMessage
{
    private const int LongestId = 128;

    public required ReadOnlyMemory<byte> Body { get; init; }

    public BrokerProperties Properties { get; init; } = new();

    public string? ContentType { get; init; }

    /// <summary>Values are string, long, double or bool.</summary>
    public IReadOnlyDictionary<string, object> ApplicationProperties { get; init; } = new Dictionary<string, object>();

    /// <summary>The message with an id, as the broker keeps it.</summary>
    /// <exception cref="MessageRefusedException">A property breaks the rules of the service.</exception>
    public BrokerMessage Accepted()
    {
        var sent = Properties;
        if (sent.MessageId?.Length > LongestId || sent.SessionId?.Length > LongestId || sent.PartitionKey?.Length > LongestId)
            throw new MessageRefusedException($"MessageId, SessionId and PartitionKey have at most {LongestId} characters.");
        if (sent.PartitionKey is { } key && sent.SessionId is { } session && key != session)
            throw new MessageRefusedException("PartitionKey and SessionId differ.");
        try
        {
            _ = sent.Lifetime;
            _ = sent.ScheduledFor;
        }
        catch (Exception failure) when (failure is FormatException or OverflowException or ArgumentException)
        {
            throw new MessageRefusedException("A time in BrokerProperties is unreadable.", failure);
        }

        var properties = sent.AsSent();
        return this with
        {
            Properties = properties.MessageId is null
                ? properties with { MessageId = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture) }
                : properties,
        };
    }
}

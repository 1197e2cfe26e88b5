using System.Globalization;
using System.Text;
using Omni.LocalAzure.ServiceBus;

namespace Omni.LocalAzure.Dashboard;

/// <summary>The messages of an entity, or its dead letters, without locking them.</summary>
public sealed record MessageList
{
    private const int Most = 100;

    public required string Entity { get; init; }

    public required bool IsDead { get; init; }

    public required IReadOnlyList<MessageView> Messages { get; init; }

    public string Title => IsDead ? $"Dead letters of {Entity}" : $"Messages of {Entity}";

    public static MessageList Read(Broker broker, string entity, bool dead) => new()
    {
        Entity = entity,
        IsDead = dead,
        Messages = [.. broker.Peek(dead ? entity + QueueSettings.DeadLetterSuffix : entity, 0, Most).Select(MessageView.Of)],
    };
}

public sealed record MessageView
{
    private const int LongestBody = 16_384;

    public required long SequenceNumber { get; init; }

    public required string? MessageId { get; init; }

    public required string? SessionId { get; init; }

    public required string? Subject { get; init; }

    public required string Enqueued { get; init; }

    public required int DeliveryCount { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Properties { get; init; }

    public required string Body { get; init; }

    internal static MessageView Of(LockedMessage message) => new()
    {
        SequenceNumber = message.SequenceNumber,
        MessageId = message.MessageId,
        SessionId = message.SessionId,
        Subject = message.Subject,
        Enqueued = message.EnqueuedTime.ToString("u", CultureInfo.InvariantCulture),
        DeliveryCount = message.DeliveryCount,
        Properties = [.. message.ApplicationProperties.Select(property => (property.Key, Convert.ToString(property.Value, CultureInfo.InvariantCulture) ?? ""))],
        Body = Encoding.UTF8.GetString(message.Body.Span[..Math.Min(message.Body.Length, LongestBody)]),
    };
}

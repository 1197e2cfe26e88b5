namespace Omni.LocalAzure.ServiceBus;

/// <summary>How one queue, subscription or sub-queue behaves.</summary>
internal sealed record QueueSettings
{
    public const string DeadLetterSuffix = "/$DeadLetterQueue";

    public required string Path { get; init; }

    public bool RequiresSession { get; init; }

    public required TimeSpan LockDuration { get; init; }

    public int MaxDeliveryCount { get; init; } = int.MaxValue;

    public TimeSpan TimeToLive { get; init; } = TimeSpan.MaxValue;

    public bool DeadLettersExpired { get; init; }

    /// <summary>Nothing leaves a dead-letter sub-queue by itself, and nobody needs a session to read it.</summary>
    public QueueSettings OfDeadLetters() => new() { Path = Path + DeadLetterSuffix, LockDuration = LockDuration };

    public DateTimeOffset ExpiryOf(BrokerMessage message, DateTimeOffset enqueued)
    {
        var lifetime = message.Properties.Lifetime is { } asked && asked < TimeToLive ? asked : TimeToLive;
        return lifetime >= DateTimeOffset.MaxValue - enqueued ? DateTimeOffset.MaxValue : enqueued + lifetime;
    }
}

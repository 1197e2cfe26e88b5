using System.Text.Json;
using System.Text.Json.Serialization;

namespace Omni.LocalAzure.ServiceBus.Definitions;

/// <summary>The section <c>serviceBus</c> of entities.json. A member nobody knows here is refused: it would change what the broker does.</summary>
/// <remarks>What has a default is settable: generated readers give init-only members that are missing no chance to keep it.</remarks>
public sealed record ServiceBusDefinition
{
    public IReadOnlyList<TopicDefinition> Topics { get; set; } = [];

    public IReadOnlyList<QueueDefinition> Queues { get; set; } = [];

    /// <exception cref="InvalidDataException">The file is no definition that this broker can hold to.</exception>
    public static ServiceBusDefinition Load(string path)
    {
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(path));
            return file.RootElement.GetProperty("serviceBus").Deserialize(DefinitionJson.Default.ServiceBusDefinition)
                ?? throw new InvalidDataException($"{path}: serviceBus is null.");
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"{path}: {failure.Message}", failure);
        }
    }
}

public sealed record TopicDefinition
{
    public required string Name { get; init; }

    public bool RequiresDuplicateDetection { get; set; }

    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; set; } = TimeSpan.FromMinutes(10);

    public TimeSpan DefaultMessageTimeToLive { get; set; } = TimeSpan.MaxValue;

    public IReadOnlyList<SubscriptionDefinition> Subscriptions { get; set; } = [];
}

public sealed record QueueDefinition
{
    public required string Name { get; init; }

    public bool RequiresSession { get; set; }

    public bool RequiresDuplicateDetection { get; set; }

    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; set; } = TimeSpan.FromMinutes(10);

    public TimeSpan LockDuration { get; set; } = TimeSpan.FromMinutes(1);

    public int MaxDeliveryCount { get; set; } = 10;

    public TimeSpan DefaultMessageTimeToLive { get; set; } = TimeSpan.MaxValue;

    public bool DeadLetteringOnMessageExpiration { get; set; }
}

public sealed record SubscriptionDefinition
{
    public required string Name { get; init; }

    public bool RequiresSession { get; set; }

    public TimeSpan LockDuration { get; set; } = TimeSpan.FromMinutes(1);

    public int MaxDeliveryCount { get; set; } = 10;

    public TimeSpan DefaultMessageTimeToLive { get; set; } = TimeSpan.MaxValue;

    public bool DeadLetteringOnMessageExpiration { get; set; }

    /// <summary>A message that fits any of them is taken; without a rule named <c>$Default</c> everything is.</summary>
    public IReadOnlyList<RuleDefinition> Rules { get; set; } = [];
}

/// <summary>Exactly one of the filters.</summary>
public sealed record RuleDefinition
{
    public required string Name { get; init; }

    public CorrelationFilterDefinition? CorrelationFilter { get; set; }

    public SqlFilterDefinition? SqlFilter { get; set; }
}

/// <summary>What is given must be equal.</summary>
public sealed record CorrelationFilterDefinition
{
    public string? Label { get; set; }

    public string? CorrelationId { get; set; }

    public string? MessageId { get; set; }

    public string? SessionId { get; set; }

    public string? To { get; set; }

    public string? ReplyTo { get; set; }

    public string? ReplyToSessionId { get; set; }

    public string? ContentType { get; set; }

    public IReadOnlyDictionary<string, string> Properties { get; set; } = new Dictionary<string, string>();
}

public sealed record SqlFilterDefinition
{
    public required string SqlExpression { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(Iso8601DurationConverter)])]
[JsonSerializable(typeof(ServiceBusDefinition))]
internal sealed partial class DefinitionJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Omni.LocalAzure.Functions.Definitions;

/// <summary>A function.json as written. A member that is not listed is one this host does not do: reading it fails and names the member.</summary>
public sealed record FunctionJson
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The build tool that wrote the file signs it here.</summary>
    public string? GeneratedBy { get; init; }

    public required IReadOnlyList<BindingJson> Bindings { get; init; }

    public RetryJson? Retry { get; init; }

    public bool Disabled { get; init; }
}

public sealed record BindingJson
{
    public required string Type { get; init; }

    public required string Direction { get; init; }

    public required string Name { get; init; }

    public string? DataType { get; init; }

    public string? Cardinality { get; init; }

    public string? Connection { get; init; }

    public string? AuthLevel { get; init; }

    public IReadOnlyList<string>? Methods { get; init; }

    public string? Route { get; init; }

    public string? QueueName { get; init; }

    public string? TopicName { get; init; }

    public string? SubscriptionName { get; init; }

    public bool IsSessionsEnabled { get; init; }

    public string? Schedule { get; init; }

    public bool RunOnStartup { get; init; }

    public bool? UseMonitor { get; init; }

    public string? DatabaseName { get; init; }

    public string? ContainerName { get; init; }

    public string? LeaseConnection { get; init; }

    public string? LeaseDatabaseName { get; init; }

    public string? LeaseContainerName { get; init; }

    public string? LeaseContainerPrefix { get; init; }

    public bool CreateLeaseContainerIfNotExists { get; init; }

    public bool StartFromBeginning { get; init; }

    public int? MaxItemsPerInvocation { get; init; }

    public int? FeedPollDelay { get; init; }
}

public sealed record RetryJson
{
    public required string Strategy { get; init; }

    public required int MaxRetryCount { get; init; }

    public TimeSpan? DelayInterval { get; init; }

    public TimeSpan? MinimumInterval { get; init; }

    public TimeSpan? MaximumInterval { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip)]
[JsonSerializable(typeof(FunctionJson))]
public sealed partial class FunctionJsonContext : JsonSerializerContext;

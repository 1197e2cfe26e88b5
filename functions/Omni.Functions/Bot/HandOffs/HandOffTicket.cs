using System.Text.Json.Serialization;
using Omni.Functions.Contacts;

namespace Omni.Functions.Bot.HandOffs;

/// <summary>A hand-off in the ledger, which alone decides how far it is; the timeline shows it.</summary>
public sealed record HandOffTicket
{
    /// <summary>The id of its entry.</summary>
    public required string Id { get; init; }

    /// <summary>Its entry as it was at first.</summary>
    public required Contact Contact { get; init; }

    public HandOffState State => HandOff.State;

    /// <summary>As it is now.</summary>
    public required HandOff HandOff { get; init; }

    [JsonPropertyName("_etag")]
    public string? ETag { get; init; }

    /// <summary>What is to be told on the timeline: news of the entry, of which the same are told apart by what they tell.</summary>
    [JsonIgnore]
    public Contact News => HandOff.State == HandOffState.Requested && HandOff.OverdueAt is null ? Contact : Contact with
    {
        HandOff = HandOff,
        Revision = $"handoff-{HandOff.State.ToString().ToLowerInvariant()}{(HandOff.OverdueAt is null ? "" : "-overdue")}",
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = ContactJson.DeepestDocument)]
[JsonSerializable(typeof(HandOffTicket))]
[JsonSerializable(typeof(HandOffEventData))]
[JsonSerializable(typeof(HandOffAnswer))]
[JsonSerializable(typeof(HandOffList))]
[JsonSerializable(typeof(HandOffDecision))]
internal sealed partial class HandOffJson : JsonSerializerContext;
